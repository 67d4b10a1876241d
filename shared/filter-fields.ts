import type { ColumnId } from './columns.ts'

/** The columns of the Credentials page that rows can be filtered by, in the order of their filters. */
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
