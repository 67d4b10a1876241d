import type { ColumnId } from './columns.ts'

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
