import { scopeKey, type SecretRow } from '../credential.ts'
import type { SecretFilterId } from '../filter-fields.ts'
import { labelState, secretStatus } from '../secret-columns.ts'
import { madeFields, noKey } from './credential-filters.ts'
import { textKey, type FilterFields } from './filters.ts'

/** What the filters of secrets depend on besides the rows: the current time, in milliseconds since 1970. */
interface SecretFilterBasis {
  asOf: number
}

/** The filter fields of secrets, in the window and for the CSV. */
export const secretFields: FilterFields<SecretRow, SecretFilterBasis, SecretFilterId> = {
  type: { keyOf: ({ type }) => type ?? noKey },
  secretType: { keyOf: ({ secretType }) => textKey(secretType) },
  labels: { keyOf: labelState },
  status: { keyOf: secretStatus },
  scope: { keyOf: ({ scope }) => (scope === undefined ? noKey : scopeKey(scope)) },
  ...madeFields,
  keyCount: { keyOf: ({ keyCount }) => String(keyCount) },
}
