/** One column of a grid. Widths are in pixels and contain the cell's own padding. */
export interface GridColumn<C extends string = string> {
  id: C
  title: string
  width: number
  /** The width in a narrow window, where the cell shows less. */
  compactWidth?: number
  /** How far the column may grow where there is room. */
  growTo?: number
  isRight?: boolean
}

/** The column of boxes, before all others where rows can be ticked. */
export const boxColumn = '#box'
export const boxWidth = 46

/**
 * The widths of all columns in `available` pixels: growing ones take the room in their order, each up to its
 * bound, the first column what is left. Wider than `available` means that the grid scrolls.
 */
export function layoutColumns(
  columns: readonly GridColumn[],
  available: number,
  isCompact: boolean,
): number[] {
  const widths = columns.map((column) => (isCompact ? (column.compactWidth ?? column.width) : column.width))
  let room = available - widths.reduce((sum, width) => sum + width, 0)
  columns.forEach((column, index) => {
    const width = widths[index] ?? 0
    const growth = Math.min(room, (column.growTo ?? width) - width)
    if (growth <= 0) return
    widths[index] = width + growth
    room -= growth
  })
  if (room > 0 && widths[0] !== undefined) widths[0] += room
  return widths
}
