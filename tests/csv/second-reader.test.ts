import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { adjustments, type Adjustment } from './as-credenza.ts'
import { anyFile, anySoup } from './made-up-files.ts'
import { startPython } from './python-reader.ts'
import { dialects, fileOf, quirks } from './quirks.ts'
import { compareReaders, compareSoup, readByBoth } from './second-reader.ts'

const python = startPython()
afterAll(() => python.end())

/** The same files in each run. */
const seed = 20261129

describe('Credenza and Python read the same', () => {
  it('in each cell of files that were made up', async () => {
    const needed = new Map<Adjustment, number>()
    const note = (what: Adjustment) => void needed.set(what, (needed.get(what) ?? 0) + 1)
    const files = fc.sample(anyFile, { numRuns: 300, seed })
    let cells = 0
    for (const file of files) cells += await compareReaders(file, python, note)
    console.log(`${files.length} files, ${cells} cells`, Object.fromEntries(needed))
    // An adjustment that is no longer needed must be removed, here and in docs/csv.md.
    expect([...needed.keys()].sort()).toEqual(
      adjustments.toSorted().filter((each) => each !== 'repeated titles'),
    )
  })

  it('in texts with quotes anywhere, where RFC 4180 says how to', async () => {
    for (const text of fc.sample(anySoup, { numRuns: 100, seed })) await compareSoup(text, python)
  })

  describe.each(quirks)('$name', (quirk) => {
    it.each(dialects)('with $delimiter and $end in $encoding', async (dialect) => {
      const { bytes, form, ours: wanted } = fileOf(quirk, dialect)
      const { ours, theirs } = await readByBoth(bytes, form, python)
      expect(ours).toEqual(wanted ?? theirs)
      if (wanted !== undefined) expect(theirs).not.toEqual(wanted)
    })
  })
})

it('docs/csv.md gives the reason of each difference', async () => {
  const text = await readFile(join(import.meta.dirname, '../../docs/csv.md'), 'utf8')
  const differences = [
    ...adjustments,
    ...quirks.flatMap(({ name, ours }) => (ours === undefined ? [] : [name])),
  ]
  expect(differences.filter((name) => !text.includes(`| ${name} `))).toEqual([])
})
