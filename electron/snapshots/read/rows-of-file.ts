import type { SnapshotRemark } from '../../../shared/snapshot.ts'
import { mostLinesTold } from './bounds.ts'
import type { CutRows } from './cut-rows.ts'
import type { CsvForm } from './find-form.ts'
import { isBlankRow } from './find-titles.ts'
import { hidesRows } from './hidden-rows.ts'

/** The rows of a file that belong to the table. */
export interface OwnRows {
  rows: readonly string[][]
  /** By row: its first line. */
  lines: readonly number[]
}

export type LineNotes = ReturnType<typeof createLineNotes>

/** Counts rows, and keeps the lines of the first ones. */
export function createLineNotes() {
  const lines: number[] = []
  let rows = 0
  return {
    lines: lines as readonly number[],
    note(line: number): void {
      rows += 1
      if (lines.length < mostLinesTold) lines.push(line)
    },
    told: <C extends string>(code: C): { code: C; rows: number; lines: number[] }[] =>
      rows === 0 ? [] : [{ code, rows, lines }],
  }
}

/**
 * Separates a file's titles and table rows from everything else in it: lines before the titles, blank lines, repeated
 * titles. Remarks report everything that contains text.
 */
export function createRowsOfFile({
  titlesAt,
  firstLine,
  delimiter,
}: Pick<CsvForm, 'titlesAt' | 'firstLine' | 'delimiter'>) {
  let titles: readonly string[] | null = null
  let titlesLine = 0
  /** The number of titles: in a table with one column, a blank line is a row with an empty cell. */
  let width = 0
  let before = 0
  let firstBefore = 0
  const blank = createLineNotes()
  const repeated = createLineNotes()
  const hiding = createLineNotes()

  const isTitles = (row: readonly string[], line: number): boolean =>
    titlesAt === null || titlesAt === 0 ? !isBlankRow(row) : line >= titlesAt

  // In a table with one column it can be a cell.
  const isRepeated = (row: readonly string[]): boolean =>
    titlesAt !== 0 &&
    width > 1 &&
    titles !== null &&
    row.length === titles.length &&
    row[0] === titles[0] &&
    row.every((cell, place) => cell === titles?.[place])

  function isRow(row: readonly string[], line: number, quoted: CutRows['quoted']): boolean {
    if (width > 1 || row.length > 1) {
      if (isBlankRow(row) && !quoted.has(row)) {
        if (row.length > 1) blank.note(line)
        return false
      }
    }
    if (!isRepeated(row)) return true
    repeated.note(line)
    return false
  }

  return {
    titles: () => titles,
    /** Calls `begin` with the titles; it returns the number of columns. */
    take(
      { rows, lines, quoted }: CutRows,
      begin: (titles: readonly string[], line: number) => number,
    ): OwnRows {
      let from = 0
      if (titles === null) {
        from = rows.findIndex((row, at) => isTitles(row, lines[at] ?? 0))
        for (let at = 0; at < (from < 0 ? rows.length : from); at += 1) {
          if (isBlankRow(rows[at] ?? [])) continue
          if (before === 0) firstBefore = lines[at] ?? 0
          before += 1
        }
        if (from < 0) return { rows: [], lines: [] }
        titles = rows[from] ?? []
        titlesLine = lines[from] ?? 0
        width = begin(titles, titlesLine)
        if (titlesAt !== 0) from += 1
      }
      rows.forEach((row, at) => {
        // Only a row of several lines can hide others.
        const isLong = at === rows.length - 1 || (lines[at + 1] ?? 0) - (lines[at] ?? 0) > 1
        if (isLong && at >= from && hidesRows(row, delimiter)) hiding.note(lines[at] ?? 0)
      })
      const isKept = rows.map((row, at) => at >= from && isRow(row, lines[at] ?? 0, quoted))
      if (!isKept.includes(false)) return { rows, lines }
      return { rows: rows.filter((_, at) => isKept[at]), lines: lines.filter((_, at) => isKept[at]) }
    },
    remarks: (): SnapshotRemark[] => [
      ...(before === 0
        ? []
        : [
            {
              code: 'lines-before-titles',
              lines: before,
              firstLine: firstBefore,
              titlesAt: titlesLine,
            } as const,
          ]),
      ...blank.told('rows-blank'),
      ...repeated.told('titles-repeated'),
      ...hiding.told('rows-hidden'),
    ],
    titlesAt: () => (titlesAt === 0 ? 0 : Math.max(titlesLine, firstLine)),
  }
}
