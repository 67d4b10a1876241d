import { columns } from '../../../shared/columns.ts'
import { credentialTypes } from '../../../shared/credential-types/credential-types.ts'
import { namedById, scopeOfKey, type CredentialStatus } from '../../../shared/credential.ts'
import { expiryClasses, expiryClassText } from '../../../shared/expiry.ts'
import type { CredentialFilterId } from '../../../shared/filter-fields.ts'
import { ageClasses, type AgeLimits } from '../../../shared/rotation.ts'
import { noKey } from '../../../shared/rows/credential-filters.ts'
import { scopeSortKey, sortText } from '../../../shared/rows/row-selection.ts'
import { usageStates } from '../../../shared/usage-state.ts'
import { ageClassText, originWords, scopeText, typeWord, usageWords } from '../../../shared/wording.ts'
import type { FilterOption } from '../../ui/filter-option.ts'
import type { Facets } from './facets.ts'

/** The words of the status filter; a row's own status may say how many issues. */
const statusWords: Readonly<Record<CredentialStatus['kind'], string>> = {
  issues: 'Issues',
  none: 'No status',
  creating: 'Creating',
  deleting: 'Deleting',
  ok: 'No issues',
}

/** What a filter is called. */
export const filterTitle = (field: CredentialFilterId): string =>
  field === 'createdAt' ? 'Created' : columns[field].title

interface Words {
  limits: AgeLimits
  expiryDays: number
}

/** A choice that is there whatever rows there are; one that is `isRare` is only shown where a row has it. */
interface FixedChoice {
  key: string
  label: string
  isRare?: boolean
}

/** The choices of the fields whose choices are known; of the others they come from the rows. */
function fixedChoices(field: CredentialFilterId, { limits, expiryDays }: Words): FixedChoice[] {
  switch (field) {
    case 'type':
      return [
        ...credentialTypes.map((key) => ({ key, label: typeWord(key) })),
        { key: noKey, label: typeWord(null), isRare: true },
      ]
    case 'status':
      return Object.entries(statusWords).map(([key, label]) => ({ key, label, isRare: key === 'creating' }))
    case 'age':
      return ageClasses.map((key) => ({ key, label: ageClassText(key, limits) }))
    case 'expiresAt':
      return expiryClasses.map((key) => ({ key, label: expiryClassText(key, expiryDays) }))
    case 'rotatedAt':
      return [
        { key: 'rotated', label: 'Rotated before' },
        { key: 'never', label: 'Never' },
      ]
    case 'createdAt':
      return [
        { key: 'known', label: 'Known time' },
        { key: noKey, label: 'Unknown', isRare: true },
      ]
    case 'origin':
      return Object.entries(originWords).map(([key, label]) => ({ key, label, isRare: key === 'unknown' }))
    case 'usage':
      return [
        ...usageStates.map((key) => ({ key, label: usageWords[key] })),
        { key: noKey, label: 'Not looked for', isRare: true },
      ]
    case 'scope':
    case 'createdBy':
    case 'namespace':
    case 'registryUrl':
    case 'owner':
      return []
  }
}

const emptyWords: Partial<Record<CredentialFilterId, string>> = {
  createdBy: 'Unknown',
  registryUrl: 'No registry',
  owner: 'Nothing',
}

function labelOf(
  field: CredentialFilterId,
  key: string,
  scopes: Facets['scopes'],
): FixedChoice & { by: string } {
  if (field !== 'scope') {
    const label = key === noKey ? (emptyWords[field] ?? 'None') : key
    return { key, label, by: key === noKey ? '\uffff' : sortText(key) }
  }
  const named = scopeOfKey(key)
  const scope = scopes.get(key) ?? (named === null ? null : namedById(named))
  return scope === null
    ? { key, label: key, by: '\uffff' }
    : { key, label: scopeText(scope), by: scopeSortKey(scope) }
}

/**
 * The choices of a filter with how many rows each would show, in their order. What is chosen is among them although no
 * row has it; without counts they are those that are always there.
 */
export function filterOptions(
  field: CredentialFilterId,
  { counts, scopes }: Facets,
  chosen: readonly string[],
  words: Words,
): FilterOption<string>[] {
  const known = counts.get(field)
  // That a time is known is no choice where all are.
  if (field === 'createdAt' && chosen.length === 0 && (known?.get(noKey) ?? 0) === 0) return []
  const fixed = fixedChoices(field, words)
  const isFixed = new Set(fixed.map(({ key }) => key))
  const others = new Set([...(known?.keys() ?? []), ...chosen].filter((key) => !isFixed.has(key)))
  const found = [...others].map((key) => labelOf(field, key, scopes)).sort((a, b) => (a.by < b.by ? -1 : 1))
  const isShown = ({ key, isRare }: FixedChoice) =>
    isRare !== true || (known?.get(key) ?? 0) > 0 || chosen.includes(key)
  return [...fixed.filter(isShown), ...found].map(({ key, label }) => ({
    key,
    label,
    value: key,
    ...(known === undefined ? {} : { count: known.get(key) ?? 0 }),
  }))
}
