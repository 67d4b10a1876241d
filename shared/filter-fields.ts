import type { ColumnId } from './columns.ts'
import type { SecretColumnId } from './secret-columns.ts'

/** The columns of the Credentials page that have filters, in the order of the filters. */
export const credentialFilterIds = [
  'type',
  'status',
  'scope',
  'age',
  'expiresAt',
  'createdBy',
  'createdAt',
  'rotatedAt',
  'namespace',
  'registryUrl',
  'origin',
  'owner',
  'usage',
] as const satisfies readonly ColumnId[]
export type CredentialFilterId = (typeof credentialFilterIds)[number]

/** The columns of the Secrets page that have filters, in the order of the filters. */
export const secretFilterIds = [
  'type',
  'secretType',
  'labels',
  'status',
  'scope',
  'createdAt',
  'keyCount',
  'createdBy',
  'namespace',
] as const satisfies readonly SecretColumnId[]
export type SecretFilterId = (typeof secretFilterIds)[number]
