import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { UnusedSecret } from '../../../shared/credential.ts'
import { fold } from '../../../shared/row-selection.ts'
import { createOrderedRows, keptPerRow } from '../../ui/grid/ordered-rows.ts'
import { useCredentialsStore } from '../credentials/credentials.store.ts'
import {
  compareSecrets,
  secretEntry,
  secretSearchText,
  type SecretColumnId,
  type SecretSort,
} from './secret-columns.ts'

/** What the Secrets page shows of the unused registered secrets. */
export const useSecretsView = defineStore('secrets-view', () => {
  const list = useCredentialsStore()
  const search = ref('')
  const sort = shallowRef<SecretSort>({ column: 'kubernetesName', descending: false })
  const isNarrowed = computed(() => search.value.trim() !== '')

  const ordered = createOrderedRows<UnusedSecret>()
  const textOf = keptPerRow(secretSearchText)
  function select(): void {
    const words = fold(search.value).split(/\s+/).filter(Boolean)
    const { column } = sort.value
    ordered.select(list.unusedRows(), {
      passes: (row) => words.every((word) => textOf(row).includes(word)),
      entry: (row) => secretEntry(row, column),
      compare: compareSecrets(sort.value),
    })
  }
  watch([search, sort], select, { immediate: true })
  list.onUnused((change) => {
    if (change === null) ordered.clear()
    else ordered.apply(change)
  })
  watch(
    () => list.context,
    () => void (search.value = ''),
  )

  function sortBy(column: SecretColumnId): void {
    const isSame = sort.value.column === column
    sort.value = { column, descending: isSame && !sort.value.descending }
  }

  return { search, sort, isNarrowed, rows: ordered.rows, sortBy }
})
