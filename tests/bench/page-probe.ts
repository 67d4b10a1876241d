/**
 * What the window measures of itself. Both functions arrive in the page as text: each may use only its arguments, the
 * page's globals and what it keeps on `globalThis`.
 */
import type { PageGlobals } from './page-globals.ts'

/** Milliseconds since the window asked `cluster.open`; `null` for what did not happen. */
export interface OpeningMarks {
  /** The first message with credentials was in the hands of the page. */
  firstHanded: number | null
  firstHandedRows: number
  /** The frame with the first row in it was painted. */
  firstPainted: number | null
  /** The message that the list is whole was in the hands of the page. */
  allHanded: number | null
  /** The grid counts all rows, is not busy anymore, and that frame was painted. */
  allShown: number | null
  rows: number
  messages: number
}

/** What was measured between `startPageProbe` and `readPageProbe`. */
export interface PageFigures {
  marks: OpeningMarks
  /** Longest stretch in which the window's event loop answered nothing, in milliseconds. */
  longestBlock: number
  /**
   * The longest single task of the window as the browser tells it (Long Tasks API), in milliseconds; 0 if none took
   * 50. A block may be several of them, between which input was answered and timers were not.
   */
  longestTask: number
  /** Milliseconds between each two frames; none of an opening, where asking for every frame would be work itself. */
  frames: number[]
  /** From the last input to the last change of the page, painted; `null` if nothing was put in or changed. */
  settled: number | null
}

/** What is looked at of packed rows. */
interface PackedUids {
  fields: { uid?: string[] }
}

interface Kept {
  /** Resolves when all rows are shown. */
  done: Promise<void>
  end: () => PageFigures
}

/**
 * Begins to measure. `expected` rows are all rows. With `opening` false nothing is heard of messages, only blocks,
 * frames and how long the rows took to follow an input.
 */
export function startPageProbe({ expected, opening }: { expected: number; opening: boolean }): void {
  const page = globalThis as unknown as PageGlobals & { credenzaBench?: Kept }
  const marks: OpeningMarks = {
    firstHanded: null,
    firstHandedRows: 0,
    firstPainted: null,
    allHanded: null,
    allShown: null,
    rows: 0,
    messages: 0,
  }
  const frames: number[] = []
  // A row is told again when it changes, so uids are counted.
  const seen = new Set<string>()
  let [isRunning, longestTask] = [true, 0]
  const noteTasks = (entries: { duration: number }[]) => {
    for (const { duration } of entries) longestTask = Math.max(longestTask, duration)
  }
  const tasks = new page.PerformanceObserver((list) => noteTasks(list.getEntries()))
  tasks.observe({ type: 'longtask' })
  let [asked, longestBlock, lastTick, lastFrame] = [-1, 0, performance.now(), performance.now()]
  let [input, changed] = [-1, -1]
  let [sawFirst, sawAll, isPainting] = [false, false, false]
  let finish = () => {}
  const done = new Promise<void>((resolve) => (finish = resolve))

  // Nested timers of a page come after four milliseconds at the earliest.
  const tick = () => {
    const now = performance.now()
    longestBlock = Math.max(longestBlock, now - lastTick - 4)
    lastTick = now
    if (isRunning) setTimeout(tick, 4)
  }
  const frame = () => {
    const now = performance.now()
    frames.push(now - lastFrame)
    lastFrame = now
    if (isRunning) page.requestAnimationFrame(frame)
  }
  // A message sent from inside a frame is answered once that frame is painted.
  const oncePainted = (callback: () => void) => {
    page.requestAnimationFrame(() => {
      const channel = new MessageChannel()
      channel.port1.onmessage = () => {
        callback()
        channel.port1.close()
      }
      channel.port2.postMessage(0)
    })
  }
  const since = () => performance.now() - asked

  const look = () => {
    if (input >= 0 && !isPainting) {
      isPainting = true
      oncePainted(() => {
        isPainting = false
        changed = performance.now()
      })
    }
    if (!opening || asked < 0) return
    if (!sawFirst && page.document.querySelector('[role=row][data-uid]') !== null) {
      sawFirst = true
      oncePainted(() => (marks.firstPainted = since()))
    }
    if (sawAll || marks.allHanded === null) return
    const grid = page.document.querySelector('[role=grid]')
    if (grid === null || grid.ariaBusy === 'true' || grid.ariaRowCount !== String(expected + 1)) return
    sawAll = true
    oncePainted(() => {
      marks.allShown = since()
      finish()
    })
  }
  const observer = new page.MutationObserver(look)
  observer.observe(page.document.body, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['aria-rowcount', 'aria-busy'],
  })
  const onInput = () => (input = performance.now())
  const inputs = ['pointerdown', 'keydown', 'input', 'wheel']
  for (const type of inputs) page.document.addEventListener(type, onInput, true)

  // What the preload offers is frozen, but all that crosses is one JSON text.
  const [parse, stringify] = [JSON.parse, JSON.stringify]
  if (opening) {
    JSON.stringify = (...given: unknown[]) => {
      const [value] = given
      const keys = typeof value === 'object' && value !== null ? Object.keys(value) : []
      if (keys.length === 1 && keys[0] === 'context') asked = performance.now()
      return stringify(...(given as [unknown]))
    }
    JSON.parse = (...given: unknown[]) => {
      const came = since()
      const value: unknown = parse(...(given as [string]))
      const { message } = (value ?? {}) as { message?: { kind: string; credentials?: PackedUids } }
      if (message?.kind === 'rows') {
        marks.messages += 1
        for (const uid of message.credentials?.fields.uid ?? []) seen.add(uid)
        marks.rows = seen.size
        if (marks.firstHanded === null) {
          marks.firstHanded = came
          marks.firstHandedRows = marks.rows
        }
      } else if (message?.kind === 'listed') marks.allHanded = came
      return value
    }
  }

  page.credenzaBench = {
    done,
    end: () => {
      tick()
      isRunning = false
      observer.disconnect()
      noteTasks(tasks.takeRecords())
      tasks.disconnect()
      for (const type of inputs) page.document.removeEventListener(type, onInput, true)
      if (opening) [JSON.parse, JSON.stringify] = [parse, stringify]
      // The last input may have changed nothing: the rows that it asked for stood there already.
      const settled = changed < input ? null : changed - input
      return { marks, longestBlock, longestTask, frames: frames.slice(1), settled }
    },
  }
  setTimeout(tick, 4)
  if (!opening) page.requestAnimationFrame(frame)
}

/** Resolves when all rows are shown that `startPageProbe` was told of. */
export function allShown(): Promise<void> {
  return (
    (globalThis as { credenzaBench?: Kept }).credenzaBench?.done ?? Promise.reject(new Error('not begun'))
  )
}

/** Ends what `startPageProbe` began. */
export function readPageProbe(): PageFigures {
  const kept = (globalThis as { credenzaBench?: Kept }).credenzaBench
  if (kept === undefined) throw new Error('nothing was begun')
  return kept.end()
}
