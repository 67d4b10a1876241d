import type { CDPSession } from '@playwright/test'

/** One task of the window's main thread: its time by the clock, and the processor time that it used, in milliseconds. */
export interface WindowTask {
  at: number
  wall: number
  cpu: number
}

/** What the window's main thread did in a while. */
export interface WindowWork {
  tasks: WindowTask[]
  /** When the work of each frame began, by the clock of the tasks. */
  frames: number[]
}

interface TraceEvent {
  name: string
  ph: string
  pid: number
  tid: number
  /** Microseconds, as `dur` by the clock and `tdur` of the processor. */
  ts: number
  dur?: number
  tdur?: number
  args?: { name?: string }
}

const includedCategories = ['devtools.timeline', 'disabled-by-default-devtools.timeline', '__metadata']

/** Begins to note the tasks of a page's main thread; the result ends it. */
export async function traceWindow(browser: CDPSession): Promise<() => Promise<WindowWork>> {
  const events: TraceEvent[] = []
  const collect = ({ value }: { value: object[] }) => {
    for (const event of value) events.push(event as TraceEvent)
  }
  browser.on('Tracing.dataCollected', collect)
  const traceConfig = { includedCategories, excludedCategories: ['*'] }
  await browser.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig })
  return async () => {
    const complete = new Promise<void>((resolve) => browser.once('Tracing.tracingComplete', () => resolve()))
    await browser.send('Tracing.end')
    await complete
    browser.off('Tracing.dataCollected', collect)
    return workOf(events)
  }
}

/** Takes what concerns the main thread of the page. */
function workOf(events: readonly TraceEvent[]): WindowWork {
  const main = events.find(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
  if (main === undefined) throw new Error('the trace does not name the main thread of the page')
  const own = events.filter(({ pid, tid }) => pid === main.pid && tid === main.tid)
  const tasks = own
    .filter(({ name, ph }) => name === 'RunTask' && ph === 'X')
    .map(({ ts, dur = 0, tdur = 0 }) => ({ at: ts / 1000, wall: dur / 1000, cpu: tdur / 1000 }))
    .sort((a, b) => a.at - b.at)
  const frames = own.filter(({ name }) => name === 'FireAnimationFrame').map(({ ts }) => ts / 1000)
  return { tasks, frames: frames.sort((a, b) => a - b) }
}

/** The task with the most processor time. */
export const busiestTask = ({ tasks }: WindowWork): WindowTask =>
  tasks.reduce((most, task) => (task.cpu > most.cpu ? task : most), { at: 0, wall: 0, cpu: 0 })

/** All processor time of the main thread. */
export const totalWork = ({ tasks }: WindowWork): number => tasks.reduce((sum, { cpu }) => sum + cpu, 0)

/** The processor time between each two frames, where frames are asked for without a pause. */
export function workPerFrame({ tasks, frames }: WindowWork): number[] {
  const found: number[] = []
  let at = 0
  for (const [index, frame] of frames.entries()) {
    let work = 0
    for (let task = tasks[at]; task !== undefined && task.at < frame; task = tasks[++at]) work += task.cpu
    // What came before the first frame is no frame's.
    if (index > 0) found.push(work)
  }
  return found
}
