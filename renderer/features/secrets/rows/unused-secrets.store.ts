import { defineStore } from 'pinia'
import { useOpenContext } from '../../../state/open-context/open-context.store.ts'
import { useSecretsTable } from './use-secrets-table.ts'

/** The unused registered secrets on the Secrets page. */
export const useUnusedSecrets = defineStore('unused-secrets', () => {
  const list = useOpenContext()
  const table = useSecretsTable('unused', {
    all: () => list.unusedRows(),
    find: list.unusedWith,
    withManaged: () => true,
  })
  list.onUnused(table.take)
  return table
})
