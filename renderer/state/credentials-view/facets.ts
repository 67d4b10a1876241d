import { shallowRef } from 'vue'
import type { Credential, Scope } from '../../../shared/credential.ts'
import type { RowSelection } from '../../../shared/contract/credentials.ts'
import { scopeKey } from '../../../shared/credential.ts'
import type { CredentialFilterId } from '../../../shared/filter-fields.ts'
import { credentialFields } from '../../../shared/rows/credential-filters.ts'
import { createFacets, type KeyCounts } from '../../../shared/rows/filters.ts'
import { searchTest, selectionBasis, type searchText } from '../../../shared/rows/row-selection.ts'
import { windowSlicing, type Slicing } from '../../ui/grid/slices.ts'
import { createRowCounting, type RowCount } from '../open-context/row-count.ts'

/** How many rows the choices of filters would show, and the scopes that the rows have by their keys. */
export interface Facets {
  counts: ReadonlyMap<CredentialFilterId, KeyCounts>
  scopes: ReadonlyMap<string, Scope>
}

interface Deps {
  rows: () => Iterable<Credential>
  selection: () => RowSelection
  textOf: () => ReturnType<typeof searchText>
}

/** Counts the choices of filters as the search and the other filters leave them, in slices: the newest call wins. */
export function createFacetCounts({ rows, selection, textOf }: Deps, slicing: Slicing = windowSlicing) {
  const facets = shallowRef<Facets>({ counts: new Map(), scopes: new Map() })
  const counting = createRowCounting<Credential, Facets>((found) => void (facets.value = found), slicing)

  function facetCount(wanted: readonly CredentialFilterId[]): RowCount<Credential, Facets> {
    const by = selection()
    const basis = selectionBasis(by)
    const isFound = searchTest(by.search, textOf())
    const counted = createFacets(credentialFields, by.filters, wanted)
    const scopes = new Map<string, Scope>()
    return {
      take(row) {
        if (isFound(row, basis)) counted.add(row, basis)
        const key = scopeKey(row.scope)
        if (!scopes.has(key)) scopes.set(key, row.scope)
      },
      result: () => ({ counts: counted.counts, scopes }),
    }
  }

  return {
    facets,
    /** Counts the choices of these filters; the others have no counts then. */
    count(wanted: readonly CredentialFilterId[]): void {
      counting.count(rows(), facetCount(wanted))
    },
  }
}
