/** One column of a grid. Widths are in pixels and include the cell's padding. */
export interface GridColumn<C extends string = string> {
  id: C
  title: string
  width: number
  /** The width in a narrow window, where the cell shows less. */
  compactWidth?: number
  isRight?: boolean
  /** The name under which its width is stored, if not its id. */
  keptAs?: string
  /** What its order means, unless it is alphabetical. */
  sorts?: 'time' | 'number'
  /** Opens the filter for this column. Absent if there is none. */
  filter?: () => void
}

/** The checkbox column, before all others if rows can be selected. */
export const boxColumn = '#box'
export const boxWidth = 46

/** The minimum width in pixels, so that a column can still be grabbed. */
export const leastWidth = 44
export const mostWidth = 2000
/** The maximum automatic width for content. A description can be as long as a page. */
const mostNeed = 560
/** The maximum share of the viewport for one column, however wide it was made on another screen. */
const mostShare = 0.8
/** The maximum share of the viewport for pinned columns. */
const mostKeptShare = 0.6

export const nameOfColumn = ({ id, keptAs }: GridColumn): string => keptAs ?? id
export const clampWidth = (width: number): number =>
  Math.round(Math.min(Math.max(width, leastWidth), mostWidth))

/** Pixels by column name. */
export type Widths = ReadonlyMap<string, number>

interface LayoutRequest {
  columns: readonly GridColumn[]
  /** Pixels for all columns. */
  available: number
  isCompact: boolean
  /** The user's widths by column name. */
  chosen: Widths
  /** The width that the visible content needs, by column name. */
  needs: Widths
}

/** Distributes `room` to those that lack some, equally until each has enough. */
function share(room: number, lacks: readonly { at: number; lack: number }[], widths: number[]): number {
  let left = room
  const ordered = lacks.toSorted((a, b) => a.lack - b.lack)
  ordered.forEach(({ at, lack }, done) => {
    const growth = Math.min(lack, Math.floor(left / (ordered.length - done)))
    widths[at] = (widths[at] ?? 0) + growth
    left -= growth
  })
  return left
}

/**
 * The widths of all columns in `available` pixels. Widths chosen by a person are kept. Remaining room goes first to
 * truncated columns, then to all by their width. If the sum exceeds `available`, the grid scrolls.
 */
export function layoutColumns({ columns, available, isCompact, chosen, needs }: LayoutRequest): number[] {
  const most = Math.max(leastWidth, Math.floor(available * mostShare))
  const widths = columns.map((column) => {
    const given = chosen.get(nameOfColumn(column))
    if (given !== undefined) return Math.min(clampWidth(given), most)
    return isCompact ? (column.compactWidth ?? column.width) : column.width
  })
  const room = available - widths.reduce((sum, width) => sum + width, 0)
  if (room <= 0) return widths
  const free = columns.flatMap((column, at) => (chosen.has(nameOfColumn(column)) ? [] : [at]))
  const lacks = free.map((at) => {
    const need = Math.min(needs.get(nameOfColumn(columns[at] as GridColumn)) ?? 0, mostNeed)
    return { at, lack: Math.max(0, need - (widths[at] ?? 0)) }
  })
  const left = share(room, lacks, widths)
  const sum = free.reduce((total, at) => total + (widths[at] ?? 0), 0)
  let given = 0
  for (const at of free) {
    const growth = Math.floor((left * (widths[at] ?? 0)) / sum)
    widths[at] = (widths[at] ?? 0) + growth
    given += growth
  }
  const [first] = free
  if (first !== undefined) widths[first] = (widths[first] ?? 0) + left - given
  return widths
}

/** How many of `count` columns can be pinned while leaving room for the others. */
export function keptColumns(widths: readonly number[], count: number, view: number): number {
  let [kept, sum] = [0, 0]
  for (const width of widths.slice(0, count)) {
    sum += width
    if (sum > view * mostKeptShare) break
    kept += 1
  }
  return kept
}
