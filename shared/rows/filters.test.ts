import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Filter } from '../contract/filters.ts'
import { createFacets, filtersTest, keysFilter, noFilter, withFilter, type FilterFields } from './filters.ts'

interface Row {
  kind: string
  days: number
}
interface Basis {
  now: number
}
const fields: FilterFields<Row, Basis, 'kind' | 'made'> = {
  kind: { keyOf: ({ kind }) => kind },
  made: { keyOf: () => '', daysOf: ({ days }, { now }) => now - days },
}
type FieldFilter = Filter<'kind' | 'made'>
const basis = { now: 100 }
const rows: Row[] = [
  { kind: 'a', days: 95 },
  { kind: 'b', days: 50 },
  { kind: 'b', days: NaN },
]
const shown = (...filters: FieldFilter[]) => {
  const passes = filtersTest(fields, filters)
  return rows.flatMap((row, at) => (passes(row, basis) ? [at] : []))
}
const made = (part: Partial<FieldFilter>): FieldFilter => ({ ...noFilter('made'), ...part })

describe('a filter', () => {
  test('lets through what has one of its choices, or inverted all others', () => {
    expect(shown(keysFilter('kind', ['b', 'c']))).toEqual([1, 2])
    expect(shown({ ...keysFilter('kind', ['b', 'c']), isNot: true })).toEqual([0])
  })

  test('asks for days: more than so many, at most so many, or between', () => {
    expect(shown(made({ over: 5 }))).toEqual([1])
    expect(shown(made({ within: 5 }))).toEqual([0])
    expect(shown(made({ over: 4, within: 49 }))).toEqual([0])
    expect(shown(made({ over: 60, within: 5 }))).toEqual([])
  })

  test('shows what has no known time only if the days are inverted', () => {
    expect(shown(made({ within: 1000 }))).toEqual([0, 1])
    expect(shown(made({ within: 5, isNot: true }))).toEqual([1, 2])
  })

  test('that asks for nothing hides nothing, even inverted', () => {
    expect(shown(noFilter('kind'), made({ isNot: true }))).toEqual([0, 1, 2])
  })

  test('replaces the one of its field, and goes when it asks for nothing', () => {
    const first = withFilter<'kind' | 'made'>([keysFilter('kind', ['a'])], made({ over: 1 }))
    const second = withFilter(first, keysFilter('kind', ['b']))
    expect(second).toEqual([keysFilter('kind', ['b']), made({ over: 1 })])
    expect(withFilter(second, noFilter('kind'))).toEqual([made({ over: 1 })])
  })
})

// The counts ignored the search and other filters, and those of the types didn't sum to the total.
describe('the counts of choices', () => {
  const filter = fc.record({
    field: fc.constantFrom('kind' as const, 'made' as const),
    isNot: fc.boolean(),
    keys: fc.subarray(['a', 'b', 'c', '']),
    over: fc.option(fc.integer({ min: 1, max: 100 })),
    within: fc.option(fc.integer({ min: 1, max: 100 })),
  })
  const anyRows = fc.array(
    fc.record({ kind: fc.constantFrom('a', 'b', 'c'), days: fc.integer({ min: 0, max: 100 }) }),
  )

  test('are what each choice would show beside the filters of the other fields, and sum to it', () => {
    fc.assert(
      fc.property(anyRows, fc.uniqueArray(filter, { selector: ({ field }) => field }), (all, filters) => {
        const facets = createFacets(fields, filters, ['kind'])
        for (const row of all) facets.add(row, basis)
        const counts = facets.counts.get('kind') ?? new Map<string, number>()
        const others = filters.filter(({ field }) => field !== 'kind')
        for (const key of ['a', 'b', 'c']) {
          const passes = filtersTest(fields, [...others, keysFilter('kind', [key])])
          expect(counts.get(key) ?? 0).toBe(all.filter((row) => passes(row, basis)).length)
        }
        const passesOthers = filtersTest(fields, others)
        const sum = [...counts.values()].reduce((total, count) => total + count, 0)
        expect(sum).toBe(all.filter((row) => passesOthers(row, basis)).length)
      }),
      { seed: 15 },
    )
  })
})
