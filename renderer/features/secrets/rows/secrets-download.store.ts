import { defineStore } from 'pinia'
import type { SecretSelection } from '../../../../shared/contract/secrets.ts'
import { useApi } from '../../../api.ts'
import { createRepeatableDownload } from '../../download/repeatable-download.ts'

/** What to write: the secrets of a selection, or those with the uids. Unregistered ones have a namespace. */
interface SecretsDownload {
  context: string
  namespace: string | null
  selection: SecretSelection
  uids?: string[]
}

/** The download of secrets as CSV. */
export const useSecretsDownload = defineStore('secrets-download', () => {
  const api = useApi()
  return createRepeatableDownload<SecretsDownload>({
    columns: ({ selection }) => selection.columns.length,
    run: api.secrets.download,
  })
})
