import { longestFilterKey, type Filter } from '../contract/filters.ts'

/** A field by which rows can be filtered. `B` is what the result depends on besides the row, such as the time. */
interface FilterField<Row, B> {
  /** The choice of a row. Each row has exactly one, so that the counts of all choices sum to all rows. */
  keyOf: (row: Row, basis: B) => string
  /**
   * For a field with times: the days since then, or until then. NaN if no time is known or, for future times, if it has
   * passed.
   */
  daysOf?: (row: Row, basis: B) => number
  /** The key of a row changes as time passes. */
  isTimed?: boolean
}

export type FilterFields<Row, B, F extends string> = Readonly<Record<F, FilterField<Row, B>>>

export const noFilter = <F extends string>(field: F): Filter<F> => ({
  field,
  isNot: false,
  keys: [],
  over: null,
  within: null,
})

/** A filter by choices. */
export const keysFilter = <F extends string>(field: F, keys: readonly string[]): Filter<F> => ({
  ...noFilter(field),
  keys: [...keys],
})

/** Whether a filter excludes anything. */
export const isSet = ({ keys, over, within }: Filter<string>): boolean =>
  keys.length > 0 || over !== null || within !== null

/** Replaces the filter on the same field with `filter`. An empty one is removed. */
export function withFilter<F extends string>(filters: readonly Filter<F>[], filter: Filter<F>): Filter<F>[] {
  const isThere = filters.some(({ field }) => field === filter.field)
  const next = isThere
    ? filters.map((each) => (each.field === filter.field ? filter : each))
    : [...filters, filter]
  return next.filter(isSet)
}

/** A text as the key of a choice. */
export const textKey = (text: string): string => text.slice(0, longestFilterKey)

type Passes<Row, B> = (row: Row, basis: B) => boolean

/** Returns a test whether rows pass one filter. */
export function filterTest<Row, B, F extends string>(
  fields: FilterFields<Row, B, F>,
  { field, isNot, keys, over, within }: Filter<F>,
): Passes<Row, B> {
  const { keyOf, daysOf } = fields[field]
  const chosen = new Set(keys)
  const isInDays = (row: Row, basis: B): boolean => {
    if (daysOf === undefined || (over === null && within === null)) return false
    const days = daysOf(row, basis)
    return !Number.isNaN(days) && (over === null || days > over) && (within === null || days <= within)
  }
  return (row, basis) =>
    ((chosen.size > 0 && chosen.has(keyOf(row, basis))) || isInDays(row, basis)) !== isNot
}

/** Returns a test whether rows pass all filters. */
export function filtersTest<Row, B, F extends string>(
  fields: FilterFields<Row, B, F>,
  filters: readonly Filter<F>[],
): Passes<Row, B> {
  const tests = filters.filter(isSet).map((filter) => filterTest(fields, filter))
  return (row, basis) => tests.every((passes) => passes(row, basis))
}

/** The number of rows per choice, by its key. */
export type KeyCounts = Map<string, number>

/**
 * Counts the choices of fields in one pass; call it with each row that matches the search. A choice counts the rows
 * that it would show: those that pass the filters of all other fields.
 */
export function createFacets<Row, B, F extends string>(
  fields: FilterFields<Row, B, F>,
  filters: readonly Filter<F>[],
  wanted: readonly F[],
) {
  const counts = new Map<F, KeyCounts>(wanted.map((field) => [field, new Map<string, number>()]))
  const tests = filters
    .filter(isSet)
    .map((filter) => ({ field: filter.field, passes: filterTest(fields, filter) }))
  const count = (field: F, row: Row, basis: B): void => {
    const of = counts.get(field)
    if (of === undefined) return
    const key = fields[field].keyOf(row, basis)
    of.set(key, (of.get(key) ?? 0) + 1)
  }
  return {
    counts: counts as ReadonlyMap<F, KeyCounts>,
    add(row: Row, basis: B): void {
      let failed: F | null = null
      for (const { field, passes } of tests) {
        if (passes(row, basis)) continue
        // Two filters exclude it, so that no single choice would show it.
        if (failed !== null && failed !== field) return
        failed = field
      }
      if (failed !== null) count(failed, row, basis)
      else for (const field of wanted) count(field, row, basis)
    },
  }
}
