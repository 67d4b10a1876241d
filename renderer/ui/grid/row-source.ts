/** The rows of a grid by index: an array, or rows that are elsewhere and loaded when needed. */
export interface RowSource<T> {
  readonly length: number
  at: (place: number) => T | undefined
  /** The index of a row by uid, -1 if absent. It must not search all rows. */
  placeOf: (uid: string) => number
  /** Uids are indices, so that rows can't be tracked when others take their place. */
  readonly isByPlace: boolean
  /** Whether the row at an index is still loading. */
  isWaiting?: (place: number) => boolean
  /** Called with the range of rendered rows, `last` exclusive, so that they can be loaded. */
  look?: (first: number, last: number) => void
}

/** Makes a source of an array of rows. */
export function sourceOf<T extends { uid: string }>(rows: readonly T[]): RowSource<T> {
  let places: Map<string, number> | null = null
  return {
    length: rows.length,
    at: (place) => rows[place],
    placeOf(uid) {
      places ??= new Map(rows.map((row, place) => [row.uid, place]))
      return places.get(uid) ?? -1
    },
    isByPlace: false,
  }
}

export const isSource = <T>(rows: readonly T[] | RowSource<T>): rows is RowSource<T> => !Array.isArray(rows)
