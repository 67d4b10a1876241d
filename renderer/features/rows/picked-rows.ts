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

/** The rows that a row's menu applies to: the selected ones if it is one of them, otherwise it alone. */
export const rowsMeant = <T extends { uid: string }>(
  selection: PickedRows<T> & { uids: ReadonlySet<string> },
  row: T,
): PickedRows<T> => (selection.uids.has(row.uid) ? selection : oneRow(row))

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
