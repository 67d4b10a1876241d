/** One column of a grid. Widths are in pixels and contain the cell's own padding. */
export interface GridColumn<C extends string = string> {
  id: C
  title: string
  width: number
  /** The width in a narrow window, where the cell shows less. */
  compactWidth?: number
  isRight?: boolean
  /** Under which name its width is kept, where that is not its id. */
  keptAs?: string
  /** What its order means, where it is not that of texts. */
  sorts?: 'time' | 'number'
  /** Leads to the filter by this column; absent where there is none. */
  filter?: () => void
}

/** The column of boxes, before all others where rows can be ticked. */
export const boxColumn = '#box'
export const boxWidth = 46

/** What a column may be given, in pixels: less could not be taken hold of anymore. */
export const leastWidth = 44
export const mostWidth = 2000
/** What a column takes by itself for what it holds; a description can be as long as a page. */
const mostNeed = 560
/** The share of the view that one column may take, however wide it was made on another screen. */
const mostShare = 0.8
/** The share of the view that may stay at the left while the rest scrolls. */
const mostKeptShare = 0.6

export const nameOfColumn = ({ id, keptAs }: GridColumn): string => keptAs ?? id
export const clampWidth = (width: number): number =>
  Math.round(Math.min(Math.max(width, leastWidth), mostWidth))

/** Pixels by the names of columns. */
export type Widths = ReadonlyMap<string, number>

interface LayoutRequest {
  columns: readonly GridColumn[]
  /** The pixels for all columns. */
  available: number
  isCompact: boolean
  /** Widths that a person gave, by the names of columns. */
  chosen: Widths
  /** How wide what was seen of a column is, by the names of columns. */
  needs: Widths
}

/** Gives `room` to what lacks some: all get the same until they have enough. */
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
 * The widths of all columns in `available` pixels. One that a person made wide or narrow stays so. Of the room that is
 * left the columns take it first whose text is cut, then all by their width. Wider than `available` means that the grid
 * scrolls.
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

/** How many of `count` columns stay at the left of a view, that there is room for the others. */
export function keptColumns(widths: readonly number[], count: number, view: number): number {
  let [kept, sum] = [0, 0]
  for (const width of widths.slice(0, count)) {
    sum += width
    if (sum > view * mostKeptShare) break
    kept += 1
  }
  return kept
}
