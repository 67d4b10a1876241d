/**
 * The cells of one column, without a text for each where few different ones are in it. Rows beyond what is there
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

/** Turns what is in a file into what it means. */
export type ReadCell = (raw: string) => string

/** Different texts up to which a column is kept as numbers anyway, and from then on their share of the rows. */
const alwaysCoded = 4096
const mostDistinct = 0.25

/** Rows up to which a column may be mostly empty, and from then on the share of rows that must have been given. */
const alwaysDense = 4096
const leastDense = 1 / 16

/** Grows a column by the cells of rows, at their place in the row. */
export interface ColumnBuilder {
  /** `firstRow`: the number of the first of them. Rows that are left out are empty. */
  add: (rows: readonly (readonly string[])[], place: number, firstRow: number) => void
  /** Whether its cells are kept as a text each. */
  isPlain: () => boolean
  finish: () => CellColumn
}

/** `rows`: about how many there will be. */
export function createColumnBuilder(read: ReadCell, rows: number): ColumnBuilder {
  let codes = new Uint32Array(Math.max(64, rows))
  let length = 0
  /** Rows that were given; others are empty. */
  let given = 0
  // The number 0 means empty, which is what rows beyond the end have.
  const values: string[] = ['']
  const byRaw = new Map<string, number>()
  const byValue = new Map<string, number>([['', 0]])
  let plain: string[] | null = null
  let sparse: Map<number, string> | null = null

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

  function forget(): void {
    byRaw.clear()
    byValue.clear()
    codes = new Uint32Array(0)
  }

  function addCoded(rows: readonly (readonly string[])[], place: number, firstRow: number): void {
    if (firstRow + rows.length > codes.length) {
      const larger = new Uint32Array(Math.max(codes.length * 2, firstRow + rows.length))
      larger.set(codes)
      codes = larger
    }
    let at = firstRow
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
    forget()
  }

  /** Few rows have something here: a number for each of them would take more than all the rest. */
  function becomeSparse(): Map<number, string> {
    const cells = new Map<number, string>()
    for (let row = 0; row < length; row += 1) {
      const text = plain?.[row] ?? values[codes[row] ?? 0] ?? ''
      if (text !== '') cells.set(row, text)
    }
    plain = null
    forget()
    return cells
  }

  return {
    add(rows, place, firstRow) {
      given += rows.length
      const end = firstRow + rows.length
      if (sparse === null && end > alwaysDense && given < end * leastDense) sparse = becomeSparse()
      if (sparse !== null) {
        for (const [at, row] of rows.entries()) {
          const text = read(row[place] ?? '')
          if (text !== '') sparse.set(firstRow + at, text)
        }
      } else if (plain === null) addCoded(rows, place, firstRow)
      else {
        while (plain.length < firstRow) plain.push('')
        for (const row of rows) plain.push(read(row[place] ?? ''))
      }
    },
    isPlain: () => plain !== null,
    finish: () => {
      if (sparse !== null) return { kind: 'sparse', cells: sparse }
      return plain === null
        ? { kind: 'coded', values, codes: codes.slice(0, length) }
        : { kind: 'plain', cells: plain }
    },
  }
}

/** A column of texts that are there already. */
export function columnOf(texts: readonly string[], read: ReadCell = (text) => text): CellColumn {
  const builder = createColumnBuilder(read, texts.length)
  builder.add(
    texts.map((text) => [text]),
    0,
    0,
  )
  return builder.finish()
}
