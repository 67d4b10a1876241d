/**
 * No element may be higher than this: beyond about 33 million pixels Chromium cuts it, and what lies behind can't be
 * reached.
 */
export const highestBody = 15_000_000

/** How far the rows are scrolled, and what the scroll bar has to say of it. */
export interface ScrollState {
  /** The pixels of rows above the view. */
  top: number
  /** The scroll bar's own position. */
  bar: number
}

/** The heights that a scroll is about: of all rows, of the element that stands for them, and of the view on them. */
export interface ScrollExtent {
  rows: number
  body: number
  view: number
}

/** The height of the element that stands for rows of this height. */
export const bodyHeight = (rows: number): number => Math.min(rows, highestBody)

const mostTop = ({ rows, view }: ScrollExtent) => Math.max(0, rows - view)
const mostBar = ({ body, view }: ScrollExtent) => Math.max(0, body - view)
const clamp = (value: number, most: number) => Math.min(Math.max(0, value), most)

/** Where the bar has to stand for rows that are scrolled so far. */
export function barFor(top: number, extent: ScrollExtent): number {
  if (extent.rows === extent.body) return top
  const most = mostTop(extent)
  return most === 0 ? 0 : (top / most) * mostBar(extent)
}

/**
 * How far the rows are scrolled after the bar went to `bar`. A move of less than a page is one of the wheel or of the
 * keys: the rows follow it pixel by pixel, and the bar is out of step until it is put right. Anything further is a
 * jump, and the bar's position is taken by its share.
 */
export function scrolledTo(bar: number, before: ScrollState, extent: ScrollExtent): ScrollState {
  if (extent.rows === extent.body) return { top: bar, bar }
  const moved = bar - before.bar
  if (Math.abs(moved) < extent.view) return { top: clamp(before.top + moved, mostTop(extent)), bar }
  const most = mostBar(extent)
  return { top: most === 0 ? 0 : (bar / most) * mostTop(extent), bar }
}

/** Whether the bar ran against one of its ends while there are rows beyond it. */
export function isAtFalseEnd({ top, bar }: ScrollState, extent: ScrollExtent): boolean {
  if (extent.rows === extent.body) return false
  const most = mostBar(extent)
  return (bar < extent.view && top > bar) || (bar > most - extent.view && mostTop(extent) - top > most - bar)
}
