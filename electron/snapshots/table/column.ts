/** The cells of one column, stored compactly if it has few different texts. Rows beyond the stored ones are empty. */
export type CellColumn =
  /** A code for each row, and the texts of the codes; several codes can have the same text. */
  | { kind: 'coded'; values: string[]; codes: Uint32Array }
  | { kind: 'plain'; cells: string[] }
  /** Only a few rows aren't empty. */
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

/** Converts a raw cell to Credenza's form. */
export type ReadCell = (raw: string) => string

/** Number of different texts up to which a column is always coded, and above it their maximum share of the rows. */
const alwaysCoded = 4096
const mostDistinct = 0.25

/** Number of rows up to which a column may be mostly empty, and above it the minimum share of rows with cells. */
const alwaysDense = 4096
const leastDense = 1 / 16

/** Builds a column from the cells of rows, at the column's index in each row. */
export interface ColumnBuilder {
  /** `firstRow` is the number of the first row. Skipped rows are empty. */
  add: (rows: readonly (readonly string[])[], place: number, firstRow: number) => void
  /** Whether each cell is stored as its own text. */
  isPlain: () => boolean
  finish: () => CellColumn
}

/** Number of codes that are found without a map. */
const mostRecent = 1024

/**
 * Finds the codes of cells that come again and again. Comparing two texts takes less time than the hash of a text that
 * was just cut.
 */
function createRecentCodes() {
  const codes = new Uint32Array(mostRecent)
  const placeOf = (raw: string) => {
    const { length } = raw
    // Most texts that differ do so at their end. A text of one or two characters has no more: NaN, which becomes 0.
    const end =
      raw.charCodeAt(length - 1) +
      (raw.charCodeAt(length - 2) | 0) * 37 +
      (raw.charCodeAt(length - 3) | 0) * 101
    return (end + length) & (mostRecent - 1)
  }
  return {
    find(raw: string, rawOf: readonly string[]): number | undefined {
      if (raw === '') return undefined
      const code = codes[placeOf(raw)] ?? 0
      return rawOf[code] === raw ? code : undefined
    },
    keep(raw: string, code: number): number {
      if (raw !== '') codes[placeOf(raw)] = code
      return code
    },
  }
}

/** `rows` is the expected number of rows. */
export function createColumnBuilder(read: ReadCell, rows: number): ColumnBuilder {
  let codes = new Uint32Array(Math.max(64, rows))
  let length = 0
  /** Number of added rows; the others are empty. */
  let given = 0
  // Code 0 is the empty text, for rows beyond the end.
  const values: string[] = ['']
  const byRaw = new Map<string, number>()
  /** By the code: the raw cell that it was made for. */
  const rawOf: string[] = ['']
  const recent = createRecentCodes()
  const byValue = new Map<string, number>([['', 0]])
  let plain: string[] | null = null
  let sparse: Map<number, string> | null = null

  function codeOf(raw: string): number {
    const value = read(raw)
    let code = byValue.get(value)
    if (code === undefined) {
      code = values.length
      values.push(value)
      rawOf.push(raw)
      byValue.set(value, code)
    }
    byRaw.set(raw, code)
    return code
  }

  function forget(): void {
    byRaw.clear()
    byValue.clear()
    rawOf.length = 0
    codes = new Uint32Array(0)
  }

  function addCoded(rows: readonly (readonly string[])[], place: number, firstRow: number): void {
    if (firstRow + rows.length > codes.length) {
      const larger = new Uint32Array(Math.max(codes.length * 2, firstRow + rows.length))
      larger.set(codes)
      codes = larger
    }
    let at = firstRow
    // Consecutive cells are often equal.
    let lastRaw = ''
    let lastCode = byRaw.get('') ?? codeOf('')
    for (const row of rows) {
      const raw = row[place] ?? ''
      if (raw !== lastRaw) {
        lastRaw = raw
        lastCode = recent.find(raw, rawOf) ?? recent.keep(raw, byRaw.get(raw) ?? codeOf(raw))
      }
      codes[at] = lastCode
      at += 1
    }
    length = at
    if (byRaw.size <= alwaysCoded || byRaw.size <= length * mostDistinct) return
    plain = Array.from({ length }, (_, row) => values[codes[row] ?? 0] ?? '')
    forget()
  }

  /** For a column with few cells: a code for each row would take most of the memory. */
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

/** Creates a column from texts. */
export function columnOf(texts: readonly string[], read: ReadCell = (text) => text): CellColumn {
  const builder = createColumnBuilder(read, texts.length)
  builder.add(
    texts.map((text) => [text]),
    0,
    0,
  )
  return builder.finish()
}
