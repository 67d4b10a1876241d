import fc from 'fast-check'
import { columnIds, type ColumnId } from '../../shared/columns.ts'
import { usageStates } from '../../shared/usage-state.ts'
import type { Credential } from '../../shared/credential.ts'
import { credentialTypes } from '../../shared/credential-types/credential-types.ts'

/** What has broken CSV readers, spreadsheets and pages before. */
const hostileTexts = [
  ...[
    '=1+1',
    "'=1+1",
    "''=1+1",
    "'",
    "''",
    "'a",
    '@SUM(A1)',
    '-1',
    '+1',
    '\t=1',
    '\r',
    '\0',
    '\n',
    '""',
    '"',
  ],
  ...['a"b,c;d\te', '<script>alert(1)</script>', ' padded ', 'sep=;', '\uFEFF', '__proto__', '😀', ',,,'],
  ...['"\r\n"', 'x\r', 'Never', '1/2/2026', '%PDF-', '', 'a;=1+1', 'a\n=1', 'ï»¿', '\u001a', 'Credential'],
]
const hostile = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...hostileTexts))
/** Texts without controls except line feeds and tabs: what a spreadsheet can contain. */
const ordinary = fc
  .oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom(...hostileTexts))
  .map((text) => text.replace(/[^\P{C}\n\t]/gu, ''))

const time = fc
  .date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2030-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => `${date.toISOString().slice(0, 19)}Z`)

const credentialOf = (text: fc.Arbitrary<string>): fc.Arbitrary<Credential> =>
  fc.record({
    uid: fc.uuid(),
    name: text,
    type: fc.constantFrom(...credentialTypes, null),
    status: fc.constantFrom<Credential['status']>(
      { kind: 'ok' },
      { kind: 'creating' },
      { kind: 'deleting' },
      { kind: 'issues', issues: [{ code: 'label-missing', label: '=x', wanted: '=x' }] },
      { kind: 'none', reason: { code: 'type-unknown', value: '"\n' } },
    ),
    scope: fc.oneof(
      fc.constant({ kind: 'cluster', id: '', name: '' } as const),
      fc.record({ kind: fc.constantFrom('department', 'project'), id: text, name: text }),
    ),
    kubernetesName: text,
    namespace: text,
    registryUrl: text,
    description: text,
    origin: fc.constantFrom('new', 'existing', 'console'),
    createdBy: text,
    createdAt: time,
    rotatedAt: fc.option(time, { nil: null }),
    expiresAt: fc.option(time, { nil: null }),
    cluster: text,
    copies: fc.constant(null),
    usage: fc.constantFrom(...usageStates, null),
    owner: fc.option(fc.record({ keeper: fc.constant('helm'), name: text, source: text })),
  })

/** Credentials with hostile texts in every cell. */
export const anyCredential = credentialOf(hostile)
export const ordinaryCredential = credentialOf(ordinary)
/** Some columns in any order. */
export const anyColumns: fc.Arbitrary<ColumnId[]> = fc.shuffledSubarray([...columnIds], { minLength: 1 })

/** Each column alone, each pair, all except one, all, and all reversed. */
export function columnChoices(): ColumnId[][] {
  const all = [...columnIds]
  const pairs = all.flatMap((one) => all.flatMap((other) => (one === other ? [] : [[one, other]])))
  return [
    ...all.map((id) => [id]),
    ...pairs,
    ...all.map((id) => all.filter((other) => other !== id)),
    all,
    all.toReversed(),
  ]
}
