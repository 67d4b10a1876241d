import fc from 'fast-check'
import { anyColumns, anyCredential } from '../../../tests/csv/made-up-credentials.ts'
import { anyFile, anySoup } from '../../../tests/csv/made-up-files.ts'
import { startPython } from '../../../tests/csv/python-reader.ts'
import { requireRoundTrip } from '../../../tests/csv/round-trip.ts'
import { compareReaders, compareSoup } from '../../../tests/csv/second-reader.ts'
import type { FuzzTarget } from '../fuzz-target.ts'

const input = fc.oneof(
  fc.record({ kind: fc.constant('file'), file: anyFile }),
  fc.record({ kind: fc.constant('soup'), bytes: anySoup }),
  fc.record({
    kind: fc.constant('export'),
    rows: fc.array(anyCredential, { maxLength: 8 }),
    ids: anyColumns,
  }),
)

/**
 * Files in every format are read like Python's `csv` reads them. Export, open and compare return what was put in,
 * whatever columns are chosen and whatever they contain.
 */
export const target: FuzzTarget = {
  name: 'csv',
  suite: 'unit',
  inputs: 80,
  start: () => {
    const python = startPython()
    const property = fc.asyncProperty(input, async (made) => {
      if ('file' in made) await compareReaders(made.file, python)
      else if ('bytes' in made) await compareSoup(made.bytes, python)
      else await requireRoundTrip(made.rows, made.ids)
    })
    return { property, end: python.end }
  },
}
