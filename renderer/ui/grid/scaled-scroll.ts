/**
 * The maximum height of the element. Chromium cuts elements beyond about 33 million pixels, so that the rest can't be
 * reached.
 */
export const highestBody = 15_000_000

/** The scroll position of the rows, and of the scroll bar. */
export interface ScrollState {
  /** Pixels of rows above the viewport. */
  top: number
  /** The scroll bar's position. */
  bar: number
}

/** The heights involved: of all rows, of the element that represents them, and of the viewport. */
interface ScrollExtent {
  rows: number
  body: number
  view: number
}

/** The height of the element for rows with this total height. */
export const bodyHeight = (rows: number): number => Math.min(rows, highestBody)

const mostTop = ({ rows, view }: ScrollExtent) => Math.max(0, rows - view)
const mostBar = ({ body, view }: ScrollExtent) => Math.max(0, body - view)
const clamp = (value: number, most: number) => Math.min(Math.max(0, value), most)

/** The position of the bar for a scroll position of the rows. */
export function barFor(top: number, extent: ScrollExtent): number {
  if (extent.rows === extent.body) return top
  const most = mostTop(extent)
  return most === 0 ? 0 : (top / most) * mostBar(extent)
}

/**
 * The scroll position of the rows after the bar moved to `bar`. A move of less than a page is from the wheel or keys:
 * the rows follow it by pixels, and the bar is out of step until it is corrected. A larger move is a jump to the
 * proportional position.
 */
export function scrolledTo(bar: number, before: ScrollState, extent: ScrollExtent): ScrollState {
  if (extent.rows === extent.body) return { top: bar, bar }
  const moved = bar - before.bar
  if (Math.abs(moved) < extent.view) return { top: clamp(before.top + moved, mostTop(extent)), bar }
  const most = mostBar(extent)
  return { top: most === 0 ? 0 : (bar / most) * mostTop(extent), bar }
}

/** Whether the bar is at an end although there are rows beyond it. */
export function isAtFalseEnd({ top, bar }: ScrollState, extent: ScrollExtent): boolean {
  if (extent.rows === extent.body) return false
  const most = mostBar(extent)
  return (bar < extent.view && top > bar) || (bar > most - extent.view && mostTop(extent) - top > most - bar)
}
