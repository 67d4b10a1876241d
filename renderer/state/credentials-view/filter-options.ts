import { columns } from '../../../shared/columns.ts'
import type { Credential, CredentialStatus } from '../../../shared/credential.ts'
import { expiryClasses, expiryClassText } from '../../../shared/expiry.ts'
import type { CredentialFilterId } from '../../../shared/filter-fields.ts'
import { ageClasses, type AgeLimits } from '../../../shared/rotation.ts'
import { noKey } from '../../../shared/rows/credential-filters.ts'
import { usageStates } from '../../../shared/usage-state.ts'
import { ageClassText, originWords, usageWords } from '../../../shared/wording.ts'
import type { FilterOption } from '../../ui/filter-option.ts'
import type { Facets } from '../filters/facet-counts.ts'
import {
  choiceLabel,
  filterChoices,
  timeChoices,
  typeFilterChoices,
  type ChoiceWords,
  type FixedChoice,
} from '../filters/filter-choices.ts'

/** The texts of the status filter. A row's own status may say how many issues. */
const statusWords: Readonly<Record<CredentialStatus['kind'], string>> = {
  issues: 'Issues',
  none: 'No status',
  creating: 'Creating',
  deleting: 'Deleting',
  ok: 'No issues',
}

/** The name of a filter. */
export const filterTitle = (field: CredentialFilterId): string =>
  field === 'createdAt' ? 'Created' : columns[field].title

interface Words {
  limits: AgeLimits
  expiryDays: number
}

/** The fixed choices of a field. Other fields get theirs from the rows. */
function fixedChoices(field: CredentialFilterId, { limits, expiryDays }: Words): readonly FixedChoice[] {
  switch (field) {
    case 'type':
      return typeFilterChoices
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
      return timeChoices
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

const choiceWords = (field: CredentialFilterId, words: Words): ChoiceWords => ({
  fixed: fixedChoices(field, words),
  empty: emptyWords[field],
  isScope: field === 'scope',
})

/** The choices of a filter with the number of rows that each would show, in order. */
export const filterOptions = (
  field: CredentialFilterId,
  facets: Facets<CredentialFilterId>,
  chosen: readonly string[],
  words: Words,
): FilterOption<string>[] => filterChoices(field, facets, chosen, choiceWords(field, words))

/** The label of a row's choice. */
export const credentialChoiceLabel = (
  field: CredentialFilterId,
  { scope }: Credential,
  key: string,
  words: Words,
): string => choiceLabel(field, key, scope, choiceWords(field, words))
