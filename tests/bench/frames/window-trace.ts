import type { CDPSession } from '@playwright/test'

/** One task of the window's main thread: its duration and its CPU time, in milliseconds. */
export interface WindowTask {
  at: number
  wall: number
  cpu: number
}

/** What the window's main thread did during a period. */
interface WindowWork {
  tasks: WindowTask[]
  /** When the work of each frame began, by the tasks' clock. */
  frames: number[]
}

interface TraceEvent {
  name: string
  ph: string
  pid: number
  tid: number
  /** Microseconds: `dur` by the clock and `tdur` of CPU time. */
  ts: number
  dur?: number
  tdur?: number
  args?: { name?: string }
}

const includedCategories = ['devtools.timeline', 'disabled-by-default-devtools.timeline', '__metadata']

/** Starts to record the tasks of a page's main thread. The result stops it. */
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

/** Extracts what concerns the page's main thread. */
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

/** The task with the most CPU time. */
export const busiestTask = ({ tasks }: WindowWork): WindowTask =>
  tasks.reduce((most, task) => (task.cpu > most.cpu ? task : most), { at: 0, wall: 0, cpu: 0 })

/** The total CPU time of the main thread. */
export const totalWork = ({ tasks }: WindowWork): number => tasks.reduce((sum, { cpu }) => sum + cpu, 0)

/** The CPU time between consecutive frames, if frames are requested continuously. */
export function workPerFrame({ tasks, frames }: WindowWork): number[] {
  const found: number[] = []
  let at = 0
  for (const [index, frame] of frames.entries()) {
    let work = 0
    for (let task = tasks[at]; task !== undefined && task.at < frame; task = tasks[++at]) work += task.cpu
    // Work before the first frame belongs to no frame.
    if (index > 0) found.push(work)
  }
  return found
}
