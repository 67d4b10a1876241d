import { shortText, terminalText } from './terminal-text.ts'

/** The content of a page, read from its roles and headings. */
export interface ShownPage {
  /** The page's heading, and the count next to it. */
  heading: string
  count: string
  /** Failures and remarks, each as paragraphs. */
  notes: string[][]
  columns: string[]
  /** The first rows, cell by cell. */
  rows: string[][]
  /** The table's total number of rows. */
  total: number
  /** The text of the status bar. */
  status: string
}

const widestCell = 32
const mostRows = 10
const mostNote = 2000

/** A page as lines for a terminal, without control characters. */
export function pageLines(page: ShownPage): string[] {
  const heading = [page.heading, page.count].map(terminalText).filter((part) => part !== '')
  return [
    heading.join('  '),
    ...(page.status === '' ? [] : [terminalText(page.status)]),
    ...page.notes.flatMap((note) => ['', ...note.map((part) => shortText(part, mostNote))]),
    ...(page.rows.length === 0 ? [] : ['', ...tableLines(page)]),
  ]
}

function tableLines({ columns, rows, total }: ShownPage): string[] {
  const shown = rows.slice(0, mostRows)
  const cells = [columns, ...shown].map((row) => row.map((cell) => shortText(cell, widestCell)))
  const widths = columns.map((_, at) => Math.max(...cells.map((row) => Array.from(row[at] ?? '').length)))
  const lines = cells.map((row) =>
    row
      .map((cell, at) => pad(cell, widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  const more = total - shown.length
  return [...lines, ...(more > 0 ? [`… and ${more} more`] : [])]
}

const pad = (cell: string, width: number) => cell + ' '.repeat(Math.max(0, width - Array.from(cell).length))
