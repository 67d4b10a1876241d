/** The rows that actions are about: one, or the selected ones, of which very many may be. */
export interface PickedRows<T> {
  readonly count: number
  /** One by one, to look at a few. */
  picked: () => Iterable<T>
  /** All of them in the table's order. */
  rows: () => readonly T[]
}

export const oneRow = <T>(row: T): PickedRows<T> => ({
  count: 1,
  picked: () => [row],
  rows: () => [row],
})

/** The first of very many rows, to look at no more than these. */
export function firstPicked<T>({ picked }: PickedRows<T>, most: number): T[] {
  const first: T[] = []
  for (const row of picked()) {
    if (first.length === most) break
    first.push(row)
  }
  return first
}
