/**
 * What the window measures about itself. Both functions are sent to the page as text: each may only use its arguments,
 * the page's globals and what it keeps on `globalThis`.
 */
import type { ChangeRecord, PageGlobals } from './page-globals.ts'

/** Milliseconds since the window first asked about the context that is opened. `null` for what didn't happen. */
export interface OpeningMarks {
  /** The page received the first message with credentials. */
  firstHanded: number | null
  firstHandedRows: number
  /** The frame with the first row was painted. */
  firstPainted: number | null
  /** The page received the message that the list is complete. */
  allHanded: number | null
  /** The grid has all rows and isn't busy anymore, and that frame was painted. */
  allShown: number | null
  rows: number
  messages: number
}

/** The results between `startPageProbe` and `readPageProbe`. */
export interface PageFigures {
  marks: OpeningMarks
  /** Longest time in which the window's event loop was blocked, in milliseconds. */
  longestBlock: number
  /**
   * The longest single task of the window according to the browser (Long Tasks API), in milliseconds. 0 if none took
   * 50. A block may consist of several tasks, between which input was handled but timers weren't.
   */
  longestTask: number
  /**
   * Milliseconds between consecutive frames. Empty for an opening, where requesting every frame would itself be work.
   */
  frames: number[]
  /** From the last input until the page's last change was painted. `null` without input or change. */
  settled: number | null
}

/** The checked part of packed rows. */
interface PackedUids {
  fields: { uid?: string[] }
}

interface Kept {
  /** Resolves when all rows are shown. */
  done: Promise<void>
  end: () => PageFigures
}

/**
 * Starts to measure. `expected` is the total number of rows. If `opening` is false, it ignores messages and only
 * measures blocks, frames and how long the rows took to follow an input.
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
  // A row is sent again when it changes, so that uids are counted.
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

  // Nested timers of a page fire after at least four milliseconds.
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
  // A message sent from inside a frame is handled once that frame is painted.
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
    if (grid?.ariaRowCount !== String(expected + 1)) return
    sawAll = true
    oncePainted(() => {
      marks.allShown = since()
      finish()
    })
  }
  // The grid measures the texts of its columns with elements that are never painted.
  const isMeasuring = ({ addedNodes, removedNodes }: ChangeRecord) =>
    [...addedNodes, ...removedNodes].some(({ className }) => className === 'measure')
  // What screen readers hear follows a while after what is seen.
  const isUnseen = ({ target }: ChangeRecord) => target.closest('.visually-hidden') !== null
  const observer = new page.MutationObserver((records) => {
    if (!records.every((record) => isMeasuring(record) || isUnseen(record))) look()
  })
  observer.observe(page.document.body, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['aria-rowcount'],
  })
  const onInput = () => (input = performance.now())
  const inputs = ['pointerdown', 'keydown', 'input', 'wheel']
  for (const type of inputs) page.document.addEventListener(type, onInput, true)

  // The preload's API is frozen, but everything crosses as one JSON text.
  const [parse, stringify] = [JSON.parse, JSON.stringify]
  if (opening) {
    JSON.stringify = (...given: unknown[]) => {
      const [value] = given
      const keys = typeof value === 'object' && value !== null ? Object.keys(value) : []
      // Later calls ask about the same context.
      if (asked < 0 && keys.length === 1 && keys[0] === 'context') asked = performance.now()
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
        // The first message may only say that the list begins anew.
        if (marks.firstHanded === null && marks.rows > 0) {
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
      // The last input may have changed nothing, if its rows were already shown.
      const settled = changed < input ? null : changed - input
      return { marks, longestBlock, longestTask, frames: frames.slice(1), settled }
    },
  }
  setTimeout(tick, 4)
  if (!opening) page.requestAnimationFrame(frame)
}

/** Resolves when all expected rows are shown. */
export function allShown(): Promise<void> {
  return (
    (globalThis as { credenzaBench?: Kept }).credenzaBench?.done ?? Promise.reject(new Error('not begun'))
  )
}

/** Stops what `startPageProbe` started. */
export function readPageProbe(): PageFigures {
  const kept = (globalThis as { credenzaBench?: Kept }).credenzaBench
  if (kept === undefined) throw new Error('nothing was begun')
  return kept.end()
}
