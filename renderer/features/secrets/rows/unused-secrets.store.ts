import { defineStore } from 'pinia'
import { watch } from 'vue'
import { useOpenContext } from '../../../state/open-context/open-context.store.ts'
import { unusedColumns } from './secret-columns.ts'
import { createSecretsTable } from './secrets-table.ts'

/** What the Secrets page shows of the unused registered secrets. */
export const useUnusedSecrets = defineStore('unused-secrets', () => {
  const list = useOpenContext()
  const table = createSecretsTable({
    columns: unusedColumns,
    all: () => list.unusedRows(),
    find: list.unusedWith,
  })
  list.onUnused(table.take)
  watch(
    () => list.context,
    () => void (table.search.value = ''),
  )
  return table
})
