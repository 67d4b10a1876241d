import type { SecretTable } from '../../../../shared/secret-columns.ts'
import type { LabelAction } from './secret-columns.ts'
import { useUnregisteredSecrets } from './unregistered-secrets.store.ts'
import { useUnusedSecrets } from './unused-secrets.store.ts'

/** The rows of a table of the Secrets page, and what is shown of them. */
export const useSecretsOf = (part: SecretTable) =>
  part === 'unused' ? useUnusedSecrets() : useUnregisteredSecrets()

/** What changes the labels of a table's rows. */
export const labelActionOf = (part: SecretTable): LabelAction =>
  part === 'unused' ? 'unregister' : 'register'
