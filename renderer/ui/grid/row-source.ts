/** The rows of a grid by their place: an array, or rows that lie elsewhere and come when they are looked at. */
export interface RowSource<T> {
  readonly length: number
  at: (place: number) => T | undefined
  /** The place of a row by its uid, -1 where it is not there. It looks through no rows but a few. */
  placeOf: (uid: string) => number
  /** Rows whose uid is their place: nothing is known of where one went when others took their place. */
  readonly isByPlace: boolean
  /** Whether the row at a place is still to come. */
  isWaiting?: (place: number) => boolean
  /** Told which rows are rendered, from `first` to before `last`, so that they can be fetched. */
  look?: (first: number, last: number) => void
}

/** An array of rows as a source. */
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
