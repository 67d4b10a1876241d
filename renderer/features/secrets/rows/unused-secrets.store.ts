import { defineStore } from 'pinia'
import { useOpenContext } from '../../../state/open-context/open-context.store.ts'
import { useSecretsTable } from './use-secrets-table.ts'

/** What the Secrets page shows of the unused registered secrets. */
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
