/** The rows that actions apply to: one, or the selected ones, possibly very many. */
export interface PickedRows<T> {
  readonly count: number
  /** Iterates, to read only a few. */
  picked: () => Iterable<T>
  /** All of them in the table's order. */
  rows: () => readonly T[]
}

export const oneRow = <T>(row: T): PickedRows<T> => ({
  count: 1,
  picked: () => [row],
  rows: () => [row],
})

/** How many of very many rows are looked at to decide what is possible with them. */
export const mostLookedThrough = 5000

/** The first of very many rows, without reading more. */
export function firstPicked<T>({ picked }: PickedRows<T>): T[] {
  const first: T[] = []
  for (const row of picked()) {
    if (first.length === mostLookedThrough) break
    first.push(row)
  }
  return first
}
