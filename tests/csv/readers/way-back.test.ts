import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { csvLines, withoutEscape } from '../../../shared/csv-text.ts'
import { columns, type ColumnId } from '../../../shared/columns.ts'
import { columnChoices, ordinaryCredential } from '../made-up-credentials.ts'
import { startPython } from '../python-reader.ts'
import { exported, textsOf } from '../round-trip.ts'

const run = promisify(execFile)
const rows = fc.sample(ordinaryCredential, { numRuns: 12, seed: 20261129 })
const choices = columnChoices()
const python = startPython()
let folder: string
/** One export per choice of columns. */
let files: string[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credenza-readers-'))
  files = choices.map((_, at) => join(folder, `${at}.csv`))
  for (const [at, ids] of choices.entries()) await writeFile(files[at] ?? '', await exported(rows, ids))
})
afterAll(async () => {
  await python.end()
  await rm(folder, { recursive: true, force: true })
})

/** The content of an export before formulas are escaped. */
const cellsOf = (ids: readonly ColumnId[]) => [ids.map((id) => columns[id].csvTitle), ...textsOf(rows, ids)]
const read = (text: string) => python.rows(Buffer.from(text), { encoding: 'utf-8-sig', delimiter: ',' })
const unescaped = (cells: readonly string[][]) => cells.map((row) => row.map(withoutEscape))

describe('an export is read as the same cells, with any columns', () => {
  it('by Miller', async () => {
    for (const [at, ids] of choices.entries()) {
      const { stdout } = await run('mlr', ['--icsv', '--ojson', '--infer-none', 'cat', files[at] ?? ''])
      const records = JSON.parse(stdout) as Readonly<Record<string, string>>[]
      const titles = ids.map((id) => columns[id].csvTitle)
      expect(records.map((record) => Object.keys(record))).toEqual(rows.map(() => titles))
      expect(unescaped(records.map((record) => Object.values(record)))).toEqual(textsOf(rows, ids))
    }
  })

  it('by LibreOffice, which saves them again', async () => {
    const out = join(folder, 'saved')
    await convert(files, out, 44)
    for (const [at, ids] of choices.entries()) {
      const saved = await readFile(join(out, `${at}.csv`), 'utf8')
      const own = unescaped(await read(saved))
      // A spreadsheet can't distinguish an empty row from none, and saves one as a blank line.
      const all = cellsOf(ids)
      expect(all.map((row, place) => row.map((_, column) => own[place]?.[column] ?? ''))).toEqual(all)
      expect(own.length).toBeLessThanOrEqual(all.length)
    }
  })
})

describe('a spreadsheet runs nothing', () => {
  const hostile = [
    '=1+1',
    'a;=1+1',
    'a;"=1+1"',
    'a\n=1+1',
    'a\t=1+1',
    'a\t\t=1+1',
    "a;'=1+1",
    '+1+1',
    'a;-1-1',
    'a\r\n@SUM(A1)',
    '"=1+1";=1+1',
  ]

  it.each([
    ['commas', 44],
    ['semicolons', 59],
    ['tabs', 9],
  ])('where LibreOffice splits at %s', async (name, separator) => {
    const file = join(folder, `hostile-${name}.csv`)
    await writeFile(
      file,
      `\uFEFF${csvLines([['Credential', 'Note'], ...hostile.map((text) => [`x${text}`, text])])}`,
    )
    const out = join(folder, name)
    await convert([file], out, separator, 'fods')
    const sheet = await readFile(join(out, `hostile-${name}.fods`), 'utf8')
    expect(sheet).toContain('Credential')
    expect(sheet).not.toContain('table:formula')
  })
})

it('a formula that is written as it is runs in LibreOffice', async () => {
  const file = join(folder, 'formula.csv')
  await writeFile(file, 'x;=1+1\n')
  await convert([file], folder, 59, 'fods')
  expect(await readFile(join(folder, 'formula.fods'), 'utf8')).toContain('table:formula')
})

/** Opens files as text with this separator and saves them again, in one run. */
async function convert(
  from: readonly string[],
  out: string,
  separator: number,
  to = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false',
): Promise<void> {
  const isText = to !== 'fods'
  // Every column as text: whether a spreadsheet reads 007 as a number doesn't depend on how it is written.
  const formats = isText ? Array.from({ length: 20 }, (_, at) => `${at + 1}/2`).join('/') : ''
  await run(
    'soffice',
    [
      `-env:UserInstallation=file://${join(folder, 'profile')}`,
      '--headless',
      `--infilter=Text - txt - csv (StarCalc):${separator},34,76,1,${formats},0,false,${String(!isText)},false,false,false,-1,true`,
      '--convert-to',
      to,
      '--outdir',
      out,
      ...from,
    ],
    { maxBuffer: 64 * 1024 * 1024 },
  )
}
