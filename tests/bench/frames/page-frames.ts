/**
 * The page's own measure of its frames. Both functions are sent to the page as text: each may only use its arguments,
 * the page's globals and what it keeps on `globalThis`.
 */

/** The results between `startPageFrames` and `readPageFrames`. */
export interface PageFrames {
  /** Milliseconds between consecutive frames. */
  frames: number[]
  /** How long before each frame the newest change in the first row was sent, in milliseconds. */
  ages: number[]
  /** How often the top visible row was elsewhere in the next frame, in rows. */
  jumps: number
  /** Number of frames checked. */
  looks: number
}

interface Page {
  document: { querySelector: (selector: string) => PageElement | null }
  requestAnimationFrame: (callback: () => void) => number
}
interface PageElement {
  querySelectorAll: (selector: string) => Iterable<PageElement>
  querySelector: (selector: string) => PageElement | null
  getBoundingClientRect: () => { top: number; height: number }
  getAttribute: (name: string) => string | null
  textContent: string | null
}

/** Starts checking each frame. */
export function startPageFrames(): void {
  const page = globalThis as unknown as Page & { credenzaFrames?: { end: () => PageFrames } }
  const seen: PageFrames = { frames: [], ages: [], jumps: 0, looks: 0 }
  let [isRunning, last] = [true, performance.now()]
  let kept: { uid: string; top: number } | null = null

  const inSight = (grid: PageElement) => {
    const head = grid.querySelector('[role=columnheader]')?.getBoundingClientRect()
    const under = (head?.top ?? 0) + (head?.height ?? 0)
    return [...grid.querySelectorAll('[role=row][data-uid]')]
      .map((row) => ({ row, top: row.getBoundingClientRect().top, uid: row.getAttribute('data-uid') ?? '' }))
      .filter(({ top }) => top >= under - 1)
      .sort((a, b) => a.top - b.top)
  }
  const look = () => {
    const now = performance.now()
    seen.frames.push(now - last)
    last = now
    const grid = page.document.querySelector('[role=grid]')
    const rows = grid === null ? [] : inSight(grid)
    const [first] = rows
    if (first !== undefined) {
      const stamp = /at\.(\d+)/.exec(first.row.querySelector('[data-column=createdBy]')?.textContent ?? '')
      if (stamp !== null) seen.ages.push(Date.now() - Number(stamp[1]))
      const before = kept
      const again = rows.find(({ uid }) => uid === before?.uid)
      if (before !== null && again !== undefined) {
        seen.looks += 1
        if (Math.abs(again.top - before.top) > 1) seen.jumps += 1
      }
      kept = again ?? first
    }
    if (isRunning) page.requestAnimationFrame(look)
  }
  page.credenzaFrames = {
    end: () => {
      isRunning = false
      return seen
    },
  }
  page.requestAnimationFrame(look)
}

/** Stops what `startPageFrames` started. */
export function readPageFrames(): PageFrames {
  const kept = (globalThis as { credenzaFrames?: { end: () => PageFrames } }).credenzaFrames
  if (kept === undefined) throw new Error('nothing was begun')
  return kept.end()
}
