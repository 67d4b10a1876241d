import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { SecretFilterId } from '../../../../shared/filter-fields.ts'
import type { SecretTable } from '../../../../shared/secret-columns.ts'
import { useOpenContext } from '../../../state/open-context/open-context.store.ts'
import { useContextMarks } from '../../../state/contexts/context-marks.store.ts'
import { allProjects } from './namespace-choices.ts'
import { useUnregisteredSecrets } from './unregistered-secrets.store.ts'

/** Which of its two tables the Secrets page shows, and which namespaces it knows. */
export const useSecretsView = defineStore('secrets-view', () => {
  const openContext = useOpenContext()
  const marks = useContextMarks()
  const unregistered = useUnregisteredSecrets()
  const part = ref<SecretTable>('unused')
  const isPickerOpen = ref(false)
  const isChoosingColumns = ref(false)
  /** The filter to open, until it is open. */
  const askedFilter = shallowRef<SecretFilterId | null>(null)
  watch(
    () => openContext.context,
    () => void (part.value = 'unused'),
  )

  /** The namespace of cluster and department credentials. */
  const clusterNamespace = computed(() => marks.runaiPlaceOf(openContext.context).runaiNamespace)

  /** Shows the unregistered secrets of a namespace. '' lets the user choose it. */
  function showUnregistered(namespace: string): void {
    part.value = 'unregistered'
    unregistered.choose(namespace)
  }

  /** The currently known projects. */
  const projects = () => allProjects(openContext.projects, openContext.unusedRows())

  return {
    part,
    isPickerOpen,
    isChoosingColumns,
    askedFilter,
    askFilter: (field: SecretFilterId) => void (askedFilter.value = field),
    clusterNamespace,
    showUnregistered,
    projects,
  }
})
