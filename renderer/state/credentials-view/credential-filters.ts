import { scopeKey } from '../../../shared/credential.ts'
import type { Facets } from '../open-context/facets.ts'
import type { FilterOption } from '../../ui/filter-option.ts'
import type { RowSelection } from '../../../shared/contract/credentials.ts'
import type { UsageState } from '../../../shared/usage-state.ts'

export type Filters = Pick<RowSelection, 'types' | 'statuses' | 'scopes' | 'ages' | 'expiries'> & {
  usages: UsageState[]
}
export const noFilters = (): Filters => ({
  types: [],
  statuses: [],
  scopes: [],
  ages: [],
  expiries: [],
  usages: [],
})

/** One filter of the Credentials page: its choices, those that are chosen, and what a choice makes of the filters. */
export interface CredentialFilter {
  id: keyof Filters
  label: string
  options: readonly FilterOption<unknown>[]
  chosen: readonly string[]
  change: (keys: readonly string[]) => Partial<Filters>
}

/** The filters in their order; that of the use where it is displayed, as it is not known before somebody wants it. */
export function credentialFilters(
  facets: Facets,
  filters: Filters,
  isUsageShown: boolean,
): CredentialFilter[] {
  return [
    {
      id: 'types',
      label: 'Type',
      options: facets.types,
      chosen: filters.types,
      change: (keys) => ({ types: pick(facets.types, keys) }),
    },
    {
      id: 'statuses',
      label: 'Status',
      options: facets.statuses,
      chosen: filters.statuses,
      change: (keys) => ({ statuses: pick(facets.statuses, keys) }),
    },
    {
      id: 'scopes',
      label: 'Scope',
      options: facets.scopes,
      chosen: filters.scopes.map(scopeKey),
      change: (keys) => ({ scopes: pick(facets.scopes, keys) }),
    },
    {
      id: 'ages',
      label: 'Age',
      options: facets.ages,
      chosen: filters.ages,
      change: (keys) => ({ ages: pick(facets.ages, keys) }),
    },
    {
      id: 'expiries',
      label: 'Expires',
      options: facets.expiries,
      chosen: filters.expiries,
      change: (keys) => ({ expiries: pick(facets.expiries, keys) }),
    },
    ...(!isUsageShown && filters.usages.length === 0
      ? []
      : [
          {
            id: 'usages' as const,
            label: 'Use',
            options: facets.usages,
            chosen: filters.usages,
            change: (keys: readonly string[]) => ({ usages: pick(facets.usages, keys) }),
          },
        ]),
  ]
}

function pick<V>(options: readonly FilterOption<V>[], keys: readonly string[]): V[] {
  return options.filter((option) => keys.includes(option.key)).map((option) => option.value)
}
