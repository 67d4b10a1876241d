import { defineStore } from 'pinia'
import type { SecretSelection } from '../../../../shared/contract/secrets.ts'
import { useApi } from '../../../api.ts'
import { createRepeatableDownload } from '../../download/repeatable-download.ts'

/** What is written: the secrets that a selection shows, or those of the uids; unregistered ones are of a namespace. */
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
