import type { SecretRow } from '../../../../shared/credential.ts'
import type { SecretFilterId } from '../../../../shared/filter-fields.ts'
import { counted } from '../../../../shared/number-text.ts'
import {
  labelStateWords,
  secretColumns,
  secretStatusWords,
  type LabelState,
  type SecretTable,
} from '../../../../shared/secret-columns.ts'
import type { Facets } from '../../../state/filters/facet-counts.ts'
import {
  choiceLabel,
  filterChoices,
  timeChoices,
  typeFilterChoices,
  type ChoiceWords,
} from '../../../state/filters/filter-choices.ts'
import type { FilterOption } from '../../../ui/filter-option.ts'

const labelStatesOf: Readonly<Record<SecretTable, readonly LabelState[]>> = {
  unused: ['complete', 'no-type'],
  unregistered: ['none', 'partial'],
}

const isNumber = /^\d+$/

function wordsOf(field: SecretFilterId, part: SecretTable): ChoiceWords {
  switch (field) {
    case 'type':
      return { fixed: typeFilterChoices }
    case 'labels':
      return { fixed: labelStatesOf[part].map((key) => ({ key, label: labelStateWords[key] })) }
    case 'status':
      return { fixed: Object.entries(secretStatusWords).map(([key, label]) => ({ key, label })) }
    case 'createdAt':
      return { fixed: timeChoices }
    case 'keyCount':
      return { fixed: [], label: (key) => (isNumber.test(key) ? counted(Number(key), 'key') : key) }
    case 'createdBy':
      return { fixed: [], empty: 'Unknown' }
    case 'scope':
      return { fixed: [], isScope: true }
    case 'secretType':
    case 'namespace':
      return { fixed: [] }
  }
}

/** The name of a filter. */
export const secretFilterTitle = (field: SecretFilterId): string => secretColumns[field].title

/** The choices of a table's filter with the number of rows that each would show, in order. */
export const secretFilterOptions = (
  field: SecretFilterId,
  part: SecretTable,
  facets: Facets<SecretFilterId>,
  chosen: readonly string[],
): FilterOption<string>[] => filterChoices(field, facets, chosen, wordsOf(field, part))

/** The label of a row's choice. */
export const secretChoiceLabel = (
  field: SecretFilterId,
  part: SecretTable,
  { scope }: SecretRow,
  key: string,
): string => choiceLabel(field, key, scope, wordsOf(field, part))
