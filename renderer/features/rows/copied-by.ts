import type { GridSelection } from '../../ui/grid/grid-selection.ts'

/** What the copy keys would copy for a row: the selected rows, its cell, or other rows. */
export function copiedBy(
  { count, has }: Pick<GridSelection, 'count' | 'has'>,
  uid: string,
): 'rows' | 'cell' | 'other' {
  if (count === 0) return 'cell'
  return has(uid) ? 'rows' : 'other'
}
