import { deepStrictEqual } from 'node:assert/strict'
import { csvPieces } from '../../electron/services/credentials/write-csv.ts'
import { compareTables } from '../../electron/snapshots/compare/compare-tables.ts'
import { tableOfRows } from '../../electron/snapshots/read/table-builder.ts'
import { createSlices } from '../../electron/snapshots/table/slices.ts'
import { readText, rowsOf, selectionOf } from '../../electron/snapshots/testing/read-text.ts'
import { writtenPieces } from '../../electron/snapshots/write/write-table.ts'
import { columns, type ColumnId } from '../../shared/columns.ts'
import type { Credential } from '../../shared/credential.ts'
import { usualAgeLimits } from '../../shared/rotation.ts'

const { signal } = new AbortController()
const basis = { asOf: Date.now(), limits: usualAgeLimits }

/** Remarks that are acceptable for a complete export. */
const allowed: readonly string[] = ['nul-bytes', 'no-rows', 'rows-hidden']

/** The live list as a CSV. */
export async function exported(rows: readonly Credential[], ids: readonly ColumnId[]): Promise<string> {
  let text = ''
  for await (const piece of csvPieces(rows, ids, basis)) text += piece
  return text
}

/** The cells of an export before formulas are escaped. */
export const textsOf = (rows: readonly Credential[], ids: readonly ColumnId[]): string[][] =>
  rows.map((row) => ids.map((id) => columns[id].csv(row, basis)))

/** The law: export, open and compare return what was put in. Throws if they don't. */
export async function requireRoundTrip(rows: readonly Credential[], ids: readonly ColumnId[]): Promise<void> {
  const text = await exported(rows, ids)
  const { table, snapshot } = await readText(text)
  const texts = textsOf(rows, ids)
  deepStrictEqual(
    snapshot.remarks.filter(({ code }) => !allowed.includes(code)),
    [],
  )
  // The table's terms replace those of the CSV.
  const live = await tableOfRows(ids, texts, Date.now())
  const cellsOf = (of: typeof table) => rowsOf(of, 'all').map((row) => row.slice(0, ids.length))
  deepStrictEqual(cellsOf(table), cellsOf(live))
  const plain = ids.flatMap((id, place) => (id === 'status' ? [] : [place]))
  deepStrictEqual(
    cellsOf(table).map((row) => plain.map((place) => row[place])),
    texts.map((row) => plain.map((place) => row[place])),
  )
  const side = {
    kind: 'live',
    name: 'prod',
    at: new Date().toISOString(),
    rows: 0,
    server: '',
    user: '',
  } as const
  const { comparison } = await compareTables({ table, side }, { table: live, side }, createSlices())
  deepStrictEqual(comparison.counts, {
    added: 0,
    removed: 0,
    changed: 0,
    unchanged: rows.length,
    unmatched: 0,
  })
  deepStrictEqual(comparison.unmatched, [])
  let again = ''
  for await (const piece of writtenPieces(table, selectionOf(ids.length), 'csv', signal)) again += piece.text
  deepStrictEqual(again, text)
}
