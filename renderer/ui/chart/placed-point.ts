/** An interactive point of a chart: its position in pixels, and its texts. */
export interface PlacedPoint {
  /** Where it is drawn, and its tooltip points. */
  x: number
  y: number
  /** The area that reacts to the pointer. */
  left: number
  width: number
  top: number
  height: number
  /** Its full meaning in one line. */
  name: string
  /** Set if it can be chosen. */
  isChosen?: boolean
  /** The text of its tooltip. */
  title: string
  lines: { label: string; value: string }[]
}

/** Bands around positions on an axis, each up to the midpoint between neighbors, without gaps. */
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
