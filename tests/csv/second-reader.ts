import { isDeepStrictEqual } from 'node:util'
import { rowsOf, readText } from '../../electron/snapshots/testing/read-text.ts'
import { asCredenza, type AdjustRequest } from './as-credenza.ts'
import type { MadeUpFile } from './made-up-files.ts'
import type { PythonForm, PythonReader } from './python-reader.ts'

/** A file with the results of both readers, thrown on a difference. */
class Disagreement extends Error {
  constructor(bytes: Buffer, ours: unknown, theirs: unknown) {
    super(
      [
        `Credenza and Python read a file differently: ${bytes.toString('base64')} (base64)`,
        `Credenza: ${JSON.stringify(ours)}`,
        `Python, adjusted: ${JSON.stringify(theirs)}`,
      ].join('\n'),
    )
  }
}

/** Reads a well-formed file with both and compares each cell. Returns the number of cells. Throws a `Disagreement`. */
export async function compareReaders(
  { bytes, form, lines }: MadeUpFile,
  python: PythonReader,
  note: AdjustRequest['note'] = () => undefined,
): Promise<number> {
  const raw = await python.rows(bytes, form)
  // Python returns a blank line as a row without cells.
  const put = lines.map(({ cells }) => (cells.join('') === '' && cells.length === 1 ? null : cells))
  const isAsPut = raw.every((row, at) => row.length === 0 || isDeepStrictEqual(row, put[at] ?? ['']))
  if (!isAsPut) throw new Error(`Python reads something else than was put in: ${bytes.toString('base64')}`)
  const theirs = asCredenza(raw, { isQuotedBlank: (row) => lines[row]?.isQuotedBlank === true, note })
  const ours = rowsOf((await readText(bytes)).table)
  if (!isDeepStrictEqual(ours, theirs)) throw new Disagreement(bytes, ours, theirs)
  return theirs.flat().length
}

/**
 * Both results for any bytes: rows with text, without empty cells at their ends. Leaves out rows without any text,
 * since Python doesn't distinguish those whose quotes make them rows.
 */
export async function readByBoth(bytes: Buffer, form: PythonForm, python: PythonReader) {
  const { table, snapshot } = await readText(bytes)
  const raw = await python.rows(bytes, form)
  const theirs = asCredenza(raw, { isQuotedBlank: () => false, note: () => undefined })
  return { ours: textRows(rowsOf(table)), theirs: textRows(theirs), remarks: snapshot.remarks }
}

const textRows = (rows: string[][]): string[][] =>
  rows
    .map((row) => row.slice(0, row.findLastIndex((cell) => cell !== '') + 1))
    .filter((row) => row.some((cell) => cell.trim() !== ''))

/** Reads input with arbitrary quotes with both. Where the quotes violate RFC 4180, the readers differ on purpose. */
export async function compareSoup(bytes: Buffer, python: PythonReader): Promise<void> {
  const { ours, theirs, remarks } = await readByBoth(bytes, { encoding: 'utf-8', delimiter: ',' }, python)
  const isWild =
    remarks.some(({ code }) => code === 'quotes-stray') || /" +([,\r\n]|$)/.test(bytes.toString('utf8'))
  if (!isWild && !isDeepStrictEqual(ours, theirs)) throw new Disagreement(bytes, ours, theirs)
}
