import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import { isManagedByOthers } from '../../../../shared/managed-types.ts'
import { useApi } from '../../../api.ts'
import { useOpenContext } from '../../../state/open-context/open-context.store.ts'
import { useSecretsTable } from './use-secrets-table.ts'
import { createUnregisteredList } from './unregistered-list.ts'

/** The unregistered secrets of one namespace on the Secrets page, followed while they are shown. */
export const useUnregisteredSecrets = defineStore('unregistered-secrets', () => {
  const openContext = useOpenContext()
  const namespace = ref('')
  const isManagedShown = ref(false)
  const {
    rows: all,
    version,
    open,
    ...list
  } = createUnregisteredList({
    api: useApi(),
    now: () => Date.now(),
    onChange: (change) => table.take(change),
  })
  const table = useSecretsTable('unregistered', {
    all,
    find: (uid) => list.find(uid),
    withManaged: () => isManagedShown.value,
  })
  let isLooking = false

  const counts = computed(() => {
    const count = { all: 0, managed: 0 }
    if (version.value === 0) return count
    for (const { secretType } of all()) {
      count.all += 1
      if (isManagedByOthers(secretType)) count.managed += 1
    }
    return count
  })

  /** Reads the chosen namespace, again if it is already open. */
  function read(): void {
    if (isLooking && namespace.value !== '') open(openContext.context, namespace.value)
  }

  /** Shows another namespace. '' shows none. */
  function choose(next: string): void {
    namespace.value = next
    table.clearSearch()
    if (next === '') list.close()
    else read()
  }

  function enter(): void {
    isLooking = true
    read()
  }

  function leave(): void {
    isLooking = false
    list.close()
  }

  watch(
    () => openContext.context,
    () => choose(''),
  )

  return { ...list, ...table, namespace, isManagedShown, counts, choose, enter, leave, read }
})
