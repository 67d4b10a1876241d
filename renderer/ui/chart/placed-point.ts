/** One point of a chart that can be pointed at: its place in pixels of the chart, and what is said of it. */
export interface PlacedPoint {
  /** Where it is drawn, which its tip points to. */
  x: number
  y: number
  /** Where the pointer meets it. */
  left: number
  width: number
  top: number
  height: number
  /** Its whole meaning in one line. */
  name: string
  /** Set where it can be chosen. */
  isChosen?: boolean
  /** The words of its tip. */
  title: string
  lines: { label: string; value: string }[]
}

/** Bands around places along an axis, each up to the middle between two neighbours, so that no pixel is no one's. */
export function bandsAround(
  places: readonly number[],
  from: number,
  to: number,
): { left: number; width: number }[] {
  const edges = places.map((place, at) => {
    const before = places[at - 1]
    return before === undefined ? from : (before + place) / 2
  })
  return edges.map((left, at) => ({ left, width: Math.max(0, (edges[at + 1] ?? to) - left) }))
}
