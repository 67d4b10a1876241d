import { scopeKey, type Credential, type Scope, type CredentialStatus } from '../../../shared/credential.ts'
import { expiryClass, expiryClasses, expiryClassText, type ExpiryClass } from '../../../shared/expiry.ts'
import { ageClass, ageClasses, ageInDays, type AgeBasis, type AgeClass } from '../../../shared/rotation.ts'
import { scopeSortKey } from '../../../shared/rows/row-selection.ts'
import {
  credentialTypes,
  typeDescriptions,
  type CredentialType,
} from '../../../shared/credential-types/credential-types.ts'
import { usageStates, type UsageState } from '../../../shared/usage-state.ts'
import { ageClassText, scopeText, usageWords } from '../../../shared/wording.ts'
import type { FilterOption } from '../../ui/filter-option.ts'
import type { RowCount } from './row-count.ts'

export interface Facets {
  types: FilterOption<CredentialType>[]
  statuses: FilterOption<CredentialStatus['kind']>[]
  scopes: FilterOption<Scope>[]
  ages: FilterOption<AgeClass>[]
  expiries: FilterOption<ExpiryClass>[]
  usages: FilterOption<UsageState>[]
}

/** The words of the status filter; a row's own status may say how many issues. */
export const statusWords: Readonly<Record<CredentialStatus['kind'], string>> = {
  ok: 'No issues',
  issues: 'Issues',
  creating: 'Creating',
  deleting: 'Deleting',
  none: 'No status',
}

const statusKinds: readonly CredentialStatus['kind'][] = ['issues', 'none', 'creating', 'deleting', 'ok']

const add = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1)

/** Counts the choices of all filters. */
export function facetCount({
  asOf,
  limits,
  expiryDays,
}: AgeBasis & { expiryDays: number }): RowCount<Credential, Facets> {
  const types = new Map<string, number>()
  const statuses = new Map<string, number>()
  const ages = new Map<string, number>()
  const expiries = new Map<string, number>()
  const usages = new Map<string, number>()
  const scopes = new Map<string, FilterOption<Scope>>()
  const take = (row: Credential) => {
    if (row.type !== null) add(types, row.type)
    add(statuses, row.status.kind)
    add(ages, ageClass(ageInDays(row, asOf), limits))
    add(expiries, expiryClass(row.expiresAt, asOf, expiryDays))
    if (row.usage !== null) add(usages, row.usage)
    const key = scopeKey(row.scope)
    const known = scopes.get(key)
    if (known) known.count = (known.count ?? 0) + 1
    else scopes.set(key, { key, label: scopeText(row.scope), value: row.scope, count: 1 })
  }
  const result = (): Facets => ({
    types: credentialTypes.map((value) => ({
      key: value,
      label: typeDescriptions[value].word,
      value,
      count: types.get(value) ?? 0,
    })),
    statuses: statusKinds
      .filter((kind) => kind !== 'creating' || statuses.has(kind))
      .map((value) => ({
        key: value,
        label: statusWords[value],
        value,
        count: statuses.get(value) ?? 0,
      })),
    scopes: [...scopes.values()]
      .map((option) => ({ option, by: scopeSortKey(option.value) }))
      .sort((a, b) => (a.by < b.by ? -1 : 1))
      .map(({ option }) => option),
    ages: ageClasses.map((value) => ({
      key: value,
      label: ageClassText(value, limits),
      value,
      count: ages.get(value) ?? 0,
    })),
    expiries: expiryClasses.map((value) => ({
      key: value,
      label: expiryClassText(value, expiryDays),
      value,
      count: expiries.get(value) ?? 0,
    })),
    usages: usageStates.map((value) => ({
      key: value,
      label: usageWords[value],
      value,
      count: usages.get(value) ?? 0,
    })),
  })
  return { take, result }
}
