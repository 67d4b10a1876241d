import type { SecretTable } from '../../../../shared/secret-columns.ts'
import type { LabelAction } from './secret-columns.ts'
import { useUnregisteredSecrets } from './unregistered-secrets.store.ts'
import { useUnusedSecrets } from './unused-secrets.store.ts'

/** The rows of a table on the Secrets page, and how they are shown. */
export const useSecretsOf = (part: SecretTable) =>
  part === 'unused' ? useUnusedSecrets() : useUnregisteredSecrets()

/** The action that changes the labels of a table's rows. */
export const labelActionOf = (part: SecretTable): LabelAction =>
  part === 'unused' ? 'unregister' : 'register'
