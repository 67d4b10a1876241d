import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { withoutEscape } from '../../shared/csv-text.ts'
import { columns } from '../../shared/columns.ts'
import { anyColumns, anyCredential, columnChoices } from './made-up-credentials.ts'
import { startPython } from './python-reader.ts'
import { exported, requireRoundTrip, textsOf } from './round-trip.ts'

const seed = 20261129

describe('export, open and compare', () => {
  it('return what was put in, with hostile texts in every cell', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyCredential, { maxLength: 12 }), anyColumns, requireRoundTrip),
      { numRuns: 100, seed },
    )
  })

  it.each(['', ' ', '\n', '\r\n', '\t'])(
    'return a credential whose displayed cells hold only %j',
    async (text) => {
      const [credential] = fc.sample(anyCredential, { numRuns: 1, seed })
      if (credential === undefined) throw new Error('none was made up')
      const row = { ...credential, description: text, createdBy: text }
      await requireRoundTrip([row], ['description', 'createdBy'])
      await requireRoundTrip([row], ['description'])
    },
  )
})

describe('an export is read by Python', () => {
  const python = startPython()
  afterAll(() => python.end())

  it('as the same cells, with any columns and any content', async () => {
    const rows = fc.sample(anyCredential, { numRuns: 12, seed })
    for (const ids of columnChoices()) {
      const read = await python.rows(Buffer.from(await exported(rows, ids)), {
        encoding: 'utf-8-sig',
        delimiter: ',',
      })
      expect(read.map((row) => row.map(withoutEscape))).toEqual([
        ids.map((id) => columns[id].csvTitle),
        ...textsOf(rows, ids),
      ])
    }
  })
})
