import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { columnIds } from '../../../shared/columns.ts'
import type { RowSelection } from '../../../shared/contract/credentials.ts'
import { credentialOf } from '../../../shared/credential.fixture.ts'
import type { Credential } from '../../../shared/credential.ts'
import { ageClasses } from '../../../shared/rotation.ts'
import { expiryClasses } from '../../../shared/expiry.ts'
import { noKey, type CredentialFilter } from '../../../shared/rows/credential-filters.ts'
import { isSet } from '../../../shared/rows/filters.ts'
import { compareSorted, rowFilter, selectRows, sortedRow } from '../../../shared/rows/row-selection.ts'
import { credentialTypes } from '../../../shared/credential-types/credential-types.ts'
import { scopeKinds } from '../../../shared/runai.ts'
import { createOrderedRows, type Ordering } from './ordered-rows.ts'

const text = fc.constantFrom('', 'Harbor', 'harbor 2', 'harbor 10', 'Müller', 'zulu', '<b>x</b>')
const time = fc.constantFrom('2026-01-02T03:04:05Z', '2026-11-02T00:00:00Z')

const facts = fc.record({
  uid: fc.integer({ min: 0, max: 30 }).map(String),
  name: text,
  type: fc.constantFrom(...credentialTypes, null),
  status: fc.constantFrom<Credential['status'][]>(
    { kind: 'ok' },
    { kind: 'deleting' },
    { kind: 'issues', issues: [{ code: 'values-in-annotation' }] },
  ),
  scope: fc.record({ kind: fc.constantFrom(...scopeKinds), id: text, name: text }),
  kubernetesName: text,
  namespace: text,
  registryUrl: text,
  description: text,
  origin: fc.constantFrom<Credential['origin'][]>('new', 'existing', 'console'),
  createdBy: text,
  createdAt: time,
  rotatedAt: fc.option(time),
  expiresAt: fc.option(time),
})
const credential = facts.map((parts) => credentialOf(parts.uid, parts))

const days = fc.option(fc.integer({ min: 1, max: 3650 }))
const filterOf = <F extends CredentialFilter['field']>(field: F, keys: readonly string[]) =>
  fc.record({
    ...{ field: fc.constant(field), isNot: fc.boolean(), keys: fc.subarray([...keys]) },
    ...{ over: days, within: days },
  })

const selection: fc.Arbitrary<RowSelection> = fc.record({
  search: fc.constantFrom('', 'har', 'MULLER', 'harbor 1', 'nothing like it'),
  searched: fc.subarray([...columnIds], { minLength: 1 }),
  filters: fc
    .tuple(
      filterOf('type', [...credentialTypes, noKey]),
      filterOf('status', ['ok', 'issues', 'deleting', 'none']),
      filterOf('age', ageClasses),
      filterOf('expiresAt', expiryClasses),
    )
    .map((filters) => filters.filter(isSet)),
  expiryDays: fc.integer({ min: 1, max: 365 }),
  ageLimits: fc.constant({ due: 90, overdue: 180 }),
  asOf: fc.integer({ min: 0, max: 2_000_000_000_000 }),
  sort: fc.record({ column: fc.constantFrom(...columnIds), descending: fc.boolean() }),
  columns: fc.subarray([...columnIds], { minLength: 1 }),
})

const change = fc.record({
  changed: fc.uniqueArray(credential, { selector: (row) => row.uid, maxLength: 12 }),
  removed: fc.array(fc.integer({ min: 0, max: 30 }).map(String), { maxLength: 4 }),
})

const orderingOf = (by: RowSelection): Ordering<Credential> => ({
  passes: rowFilter(by),
  entry: (row) => sortedRow(row, by.sort.column),
  compare: compareSorted(by.sort),
})

/** Works in slices of one step. The test resumes it. */
function manualSlicing() {
  const paused: (() => void)[] = []
  let time = 0
  return {
    slicing: { budget: 0, now: () => (time += 1), pause: (goOn: () => void) => void paused.push(goOn) },
    step: () => paused.shift()?.(),
    finish: () => {
      for (let next = paused.shift(); next !== undefined; next = paused.shift()) next()
    },
  }
}

describe('ordered rows', () => {
  test('merged changes give the same rows in the same order as selecting all of them again', () => {
    fc.assert(
      fc.property(selection, fc.array(change, { maxLength: 8 }), (by, changes) => {
        const ordered = createOrderedRows<Credential>()
        const all = new Map<string, Credential>()
        ordered.select([], orderingOf(by))
        for (const { changed, removed } of changes) {
          const gone = removed.filter((uid) => !changed.some((row) => row.uid === uid))
          gone.forEach((uid) => all.delete(uid))
          changed.forEach((row) => all.set(row.uid, row))
          ordered.apply({ changed, removed: gone })
        }
        expect([...ordered.rows.value]).toEqual(selectRows(all.values(), by))
      }),
      { seed: 1 },
    )
  })

  test('a selection worked off in slices gives the same rows, with what came in between', () => {
    fc.assert(
      fc.property(
        selection,
        fc.uniqueArray(credential, { selector: (row) => row.uid }),
        change,
        (by, rows, { changed }) => {
          const { slicing, step, finish } = manualSlicing()
          const ordered = createOrderedRows<Credential>(slicing)
          ordered.select(rows, orderingOf(by))
          step()
          ordered.apply({ changed, removed: [] })
          finish()
          const all = new Map([...rows, ...changed].map((row) => [row.uid, row]))
          expect([...ordered.rows.value]).toEqual(selectRows(all.values(), by))
        },
      ),
      { seed: 1 },
    )
  })

  test('of two selections under way only the newest is shown', () => {
    const { slicing, finish } = manualSlicing()
    const ordered = createOrderedRows<{ uid: string }>(slicing)
    const rows = Array.from({ length: 1000 }, (_, at) => ({ uid: String(at).padStart(4, '0') }))
    const by = (sign: number): Ordering<{ uid: string }> => ({
      passes: () => true,
      entry: (row) => ({ row, key: row.uid, name: '' }),
      compare: (a, b) => (a.key < b.key ? -sign : sign),
    })
    ordered.select(rows, by(1))
    ordered.select(rows, by(-1))
    finish()
    expect(ordered.rows.value.length).toBe(1000)
    expect(ordered.rows.value.at(0)?.uid).toBe('0999')
  })

  test('a list that was cleared while it was selected stays empty', () => {
    const { slicing, finish } = manualSlicing()
    const ordered = createOrderedRows<{ uid: string }>(slicing)
    ordered.select([{ uid: 'a' }], {
      passes: () => true,
      entry: (row) => ({ row, key: row.uid, name: '' }),
      compare: () => 0,
    })
    ordered.clear()
    finish()
    expect([...ordered.rows.value]).toEqual([])
  })

  test('the entry of a row is made once, and again only if the row or the function is another one', () => {
    const row = (uid: string, version = 1) => ({ uid, version })
    const made: string[] = []
    const entry = (of: { uid: string; version: number }) => {
      made.push(`${of.uid}${of.version}`)
      return { row: of, key: of.uid, name: '' }
    }
    const by = (passes: (of: { uid: string }) => boolean) => ({
      ...{ passes, entry },
      compare: (one: { key: string }, other: { key: string }) => (one.key < other.key ? -1 : 1),
    })
    const all = ['a', 'b', 'c'].map((uid) => row(uid))
    const ordered = createOrderedRows<{ uid: string; version: number }>()
    const isAny = () => true
    for (const passes of [isAny, ({ uid }: { uid: string }) => uid === 'b', isAny])
      ordered.select(all, by(passes))
    expect(made).toEqual(['a1', 'b1', 'c1'])
    ordered.apply({ changed: [row('b', 2)], removed: ['c'] })
    ordered.apply({ changed: [row('c')], removed: [] })
    expect(made.slice(3)).toEqual(['b2', 'c1'])
    ordered.select(all, { ...by(isAny), entry: (of) => entry(of) })
    expect(made.slice(5)).toEqual(['a1', 'b1', 'c1'])
  })
})
