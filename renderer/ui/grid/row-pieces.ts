/** One row with its sort keys, computed once per row and sort order. */
export interface OrderedRow<T> {
  row: T
  key: string
  name: string
}

/** A total order: 0 only if both are the same row. */
export type CompareRows<T> = (a: OrderedRow<T>, b: OrderedRow<T>) => number

/**
 * Sorted rows in pieces of a few hundred. Immutable: a change creates a new instance that shares the unchanged pieces.
 * A change therefore takes time proportional to its rows, not to the table.
 */
export interface RowPieces<T> {
  readonly pieces: readonly (readonly OrderedRow<T>[])[]
  /** The index of each piece's first row. */
  readonly starts: readonly number[]
  readonly length: number
}

/** A piece with twice as many rows is split. */
export const pieceSize = 256

export const noPieces: RowPieces<never> = { pieces: [], starts: [], length: 0 }

function piecesOf<T>(pieces: (readonly OrderedRow<T>[])[]): RowPieces<T> {
  const starts: number[] = []
  let length = 0
  for (const piece of pieces) {
    starts.push(length)
    length += piece.length
  }
  return { pieces, starts, length }
}

function cut<T>(rows: readonly OrderedRow<T>[], into: (readonly OrderedRow<T>[])[]): void {
  for (let at = 0; at < rows.length; at += pieceSize) into.push(rows.slice(at, at + pieceSize))
}

/** Splits sorted rows into pieces. */
export function cutRows<T>(order: readonly OrderedRow<T>[]): RowPieces<T> {
  const pieces: (readonly OrderedRow<T>[])[] = []
  cut(order, pieces)
  return piecesOf(pieces)
}

/** Binary search: how many of the first `count` places satisfy `isBefore`. */
function countBefore(count: number, isBefore: (place: number) => boolean): number {
  let [low, high] = [0, count]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (isBefore(middle)) low = middle + 1
    else high = middle
  }
  return low
}

/** The row at an index. */
export function rowAt<T>({ pieces, starts, length }: RowPieces<T>, place: number): T | undefined {
  if (place < 0 || place >= length) return undefined
  const piece = countBefore(starts.length, (at) => (starts[at] ?? 0) <= place) - 1
  return pieces[piece]?.[place - (starts[piece] ?? 0)]?.row
}

/** The piece whose range contains a row. */
function pieceFor<T>({ pieces }: RowPieces<T>, entry: OrderedRow<T>, compare: CompareRows<T>): number {
  const after = countBefore(pieces.length, (at) => {
    const first = pieces[at]?.[0]
    return first !== undefined && compare(first, entry) <= 0
  })
  return Math.max(0, after - 1)
}

/** The number of rows in a piece before an entry. */
const placeIn = <T>(piece: readonly OrderedRow<T>[], entry: OrderedRow<T>, compare: CompareRows<T>): number =>
  countBefore(piece.length, (at) => {
    const other = piece[at]
    return other !== undefined && compare(other, entry) < 0
  })

/** The index of an entry. -1 if exactly this entry isn't there. */
export function placeOfEntry<T>(order: RowPieces<T>, entry: OrderedRow<T>, compare: CompareRows<T>): number {
  const at = pieceFor(order, entry, compare)
  const piece = order.pieces[at] ?? []
  const place = placeIn(piece, entry, compare)
  return piece[place] === entry ? (order.starts[at] ?? 0) + place : -1
}

/** A change to one piece. */
interface PieceChange<T> {
  gone: Set<OrderedRow<T>>
  added: OrderedRow<T>[]
}

/** The rows of a piece without the removed and with the added ones, which are sorted. */
function changedPiece<T>(
  piece: readonly OrderedRow<T>[],
  { gone, added }: PieceChange<T>,
  compare: CompareRows<T>,
): readonly OrderedRow<T>[] {
  const left = gone.size === 0 ? piece : piece.filter((entry) => !gone.has(entry))
  if (added.length === 0) return left
  const result: OrderedRow<T>[] = []
  let from = 0
  for (const entry of added) {
    const place = placeIn(left, entry, compare)
    for (; from < place; from += 1) result.push(left[from] as OrderedRow<T>)
    result.push(entry)
  }
  for (; from < left.length; from += 1) result.push(left[from] as OrderedRow<T>)
  return result
}

/** The order without the removed entries, all of which it contains, and with the added ones, which are sorted. */
export function changePieces<T>(
  order: RowPieces<T>,
  { gone, added }: { gone: Iterable<OrderedRow<T>>; added: readonly OrderedRow<T>[] },
  compare: CompareRows<T>,
): RowPieces<T> {
  if (order.length === 0) return cutRows(added)
  const changes = new Map<number, PieceChange<T>>()
  const changeFor = (entry: OrderedRow<T>): PieceChange<T> => {
    const at = pieceFor(order, entry, compare)
    const known = changes.get(at)
    if (known !== undefined) return known
    const change = { gone: new Set<OrderedRow<T>>(), added: [] }
    changes.set(at, change)
    return change
  }
  for (const entry of gone) changeFor(entry).gone.add(entry)
  for (const entry of added) changeFor(entry).added.push(entry)

  const pieces: (readonly OrderedRow<T>[])[] = []
  for (const [at, piece] of order.pieces.entries()) {
    const change = changes.get(at)
    const rows = change === undefined ? piece : changedPiece(piece, change, compare)
    const before = pieces.at(-1)
    // Small pieces are merged. Otherwise removals would leave ever more of them.
    if (before !== undefined && before.length + rows.length <= pieceSize)
      pieces[pieces.length - 1] = [...before, ...rows]
    else if (rows.length >= 2 * pieceSize) cut(rows, pieces)
    else if (rows.length > 0) pieces.push(rows)
  }
  return piecesOf(pieces)
}
