import { withoutEscape } from '../../shared/csv-text.ts'

/** What Credenza does to rows on purpose, where Python's `csv` returns them unchanged. docs/csv.md has the reasons. */
export const adjustments = [
  'blank lines',
  'repeated titles',
  'apostrophes before formulas',
  'missing cells',
  'separators at the end of a line',
] as const
export type Adjustment = (typeof adjustments)[number]

export interface AdjustRequest {
  /** Whether an empty row, by number, has quotes that make it a row. */
  isQuotedBlank: (row: number) => boolean
  /** Called whenever an adjustment is needed. */
  note: (what: Adjustment) => void
}

/** The rows below the header as Credenza keeps another reader's rows. All have equal length. */
export function asCredenza(rows: readonly string[][], { isQuotedBlank, note }: AdjustRequest): string[][] {
  const [titles = []] = rows
  const kept = rows.filter((row, at) => {
    if (at === 0) return false
    if (row.every((cell) => cell.trim() === '') && !isQuotedBlank(at)) note('blank lines')
    else if (row.length === titles.length && row.every((cell, place) => cell === titles[place]))
      note('repeated titles')
    else return true
    return false
  })
  const longest = Math.max(titles.length, ...kept.map((row) => row.findLastIndex((cell) => cell !== '') + 1))
  return kept.map((row) => {
    if (row.length < titles.length) note('missing cells')
    if (row.length > longest) note('separators at the end of a line')
    return Array.from({ length: longest }, (_, at) => {
      const cell = row[at] ?? ''
      const own = withoutEscape(cell)
      if (own !== cell) note('apostrophes before formulas')
      return own
    })
  })
}
