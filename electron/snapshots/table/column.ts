/**
 * The cells of one column, without a text for each where few different ones stand in it. Rows beyond what is there
 * are empty.
 */
export type CellColumn =
  /** A number for each row, and what the numbers mean; several may mean the same. */
  | { kind: 'coded'; values: string[]; codes: Uint32Array }
  | { kind: 'plain'; cells: string[] }
  /** Only few rows have something in it. */
  | { kind: 'sparse'; cells: Map<number, string> }

export function cellAt(column: CellColumn, row: number): string {
  switch (column.kind) {
    case 'coded':
      return column.values[column.codes[row] ?? 0] ?? ''
    case 'plain':
      return column.cells[row] ?? ''
    case 'sparse':
      return column.cells.get(row) ?? ''
  }
}

/** Turns what stands in a file into what it means. */
export type ReadCell = (raw: string) => string

/** Different texts up to which a column is kept as numbers anyway, and from then on their share of the rows. */
const alwaysCoded = 4096
const mostDistinct = 0.25

/** Grows a column by the cells of rows, at their place in the row. */
export interface ColumnBuilder {
  add: (rows: readonly (readonly string[])[], place: number) => void
  /** Whether its cells are kept as a text each. */
  isPlain: () => boolean
  finish: () => CellColumn
}

/** `rows`: about how many there will be. */
export function createColumnBuilder(read: ReadCell, rows: number): ColumnBuilder {
  let codes = new Uint32Array(Math.max(1024, rows))
  let length = 0
  // The number 0 means empty, which is what rows beyond the end have.
  const values: string[] = ['']
  const byRaw = new Map<string, number>()
  const byValue = new Map<string, number>([['', 0]])
  let plain: string[] | null = null

  function codeOf(raw: string): number {
    const value = read(raw)
    let code = byValue.get(value)
    if (code === undefined) {
      code = values.length
      values.push(value)
      byValue.set(value, code)
    }
    byRaw.set(raw, code)
    return code
  }

  function addCoded(rows: readonly (readonly string[])[], place: number): void {
    if (length + rows.length > codes.length) {
      const larger = new Uint32Array(Math.max(codes.length * 2, length + rows.length))
      larger.set(codes)
      codes = larger
    }
    let at = length
    // Neighbours are often the same.
    let lastRaw = ''
    let lastCode = byRaw.get('') ?? codeOf('')
    for (const row of rows) {
      const raw = row[place] ?? ''
      if (raw !== lastRaw) {
        lastRaw = raw
        lastCode = byRaw.get(raw) ?? codeOf(raw)
      }
      codes[at] = lastCode
      at += 1
    }
    length = at
    if (byRaw.size <= alwaysCoded || byRaw.size <= length * mostDistinct) return
    plain = Array.from({ length }, (_, row) => values[codes[row] ?? 0] ?? '')
    byRaw.clear()
    byValue.clear()
    codes = new Uint32Array(0)
  }

  return {
    add(rows, place) {
      if (plain === null) {
        addCoded(rows, place)
        return
      }
      for (const row of rows) plain.push(read(row[place] ?? ''))
    },
    isPlain: () => plain !== null,
    finish: () =>
      plain === null
        ? { kind: 'coded', values, codes: codes.slice(0, length) }
        : { kind: 'plain', cells: plain },
  }
}

/** A column of texts that are there already. */
export function columnOf(texts: readonly string[], read: ReadCell = (text) => text): CellColumn {
  const builder = createColumnBuilder(read, texts.length)
  builder.add(
    texts.map((text) => [text]),
    0,
  )
  return builder.finish()
}
