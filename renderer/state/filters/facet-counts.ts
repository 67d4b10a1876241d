import { shallowRef } from 'vue'
import type { Filter } from '../../../shared/contract/filters.ts'
import { scopeKey, type Scope } from '../../../shared/credential.ts'
import { createFacets, type FilterFields, type KeyCounts } from '../../../shared/rows/filters.ts'
import { windowSlicing, type Slicing } from '../../ui/grid/slices.ts'
import { createRowCounting, type RowCount } from '../open-context/row-count.ts'

/** How many rows each choice of a filter would show, and the scopes of the rows by key. */
export interface Facets<F extends string> {
  counts: ReadonlyMap<F, KeyCounts>
  scopes: ReadonlyMap<string, Scope>
}

interface Deps<Row, B, F extends string> {
  rows: () => Iterable<Row>
  fields: FilterFields<Row, B, F>
  /** The filters and the search when counting begins. */
  by: () => {
    filters: readonly Filter<F>[]
    basis: B
    isFound: (row: Row, basis: B) => boolean
  }
}

/** Counts the choices of filters under the search and the other filters, in slices. The newest call wins. */
export function createFacetCounts<Row extends { scope?: Scope }, B, F extends string>(
  { rows, fields, by }: Deps<Row, B, F>,
  slicing: Slicing = windowSlicing,
) {
  const facets = shallowRef<Facets<F>>({ counts: new Map(), scopes: new Map() })
  const counting = createRowCounting<Row, Facets<F>>((found) => void (facets.value = found), slicing)

  function facetCount(wanted: readonly F[]): RowCount<Row, Facets<F>> {
    const { filters, basis, isFound } = by()
    const counted = createFacets(fields, filters, wanted)
    const scopes = new Map<string, Scope>()
    return {
      take(row) {
        if (isFound(row, basis)) counted.add(row, basis)
        if (row.scope === undefined) return
        const key = scopeKey(row.scope)
        if (!scopes.has(key)) scopes.set(key, row.scope)
      },
      result: () => ({ counts: counted.counts, scopes }),
    }
  }

  return {
    facets,
    /** Counts the choices of these filters. The others then have no counts. */
    count(wanted: readonly F[]): void {
      counting.count(rows(), facetCount(wanted))
    },
  }
}
