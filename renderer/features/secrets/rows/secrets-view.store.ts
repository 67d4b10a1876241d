import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import { useOpenContext } from '../../../state/open-context/open-context.store.ts'
import { useContextMarks } from '../../../state/contexts/context-marks.store.ts'
import { allProjects } from './namespace-choices.ts'
import { useUnregisteredSecrets } from './unregistered-secrets.store.ts'

/** Which of its two tables the Secrets page shows, and which namespaces it knows. */
export const useSecretsView = defineStore('secrets-view', () => {
  const openContext = useOpenContext()
  const marks = useContextMarks()
  const unregistered = useUnregisteredSecrets()
  const part = ref<'unused' | 'unregistered'>('unused')
  const isPickerOpen = ref(false)
  const isChoosingColumns = ref(false)
  watch(
    () => openContext.context,
    () => void (part.value = 'unused'),
  )

  /** The namespace of the cluster's and the departments' credentials. */
  const clusterNamespace = computed(() => marks.runaiPlaceOf(openContext.context).runaiNamespace)

  /** Shows the unregistered secrets of a namespace; '' lets it be chosen. */
  function showUnregistered(namespace: string): void {
    part.value = 'unregistered'
    unregistered.choose(namespace)
  }

  /** The projects as far as they are known at this moment. */
  const projects = () => allProjects(openContext.projects, openContext.unusedRows())

  return { part, isPickerOpen, isChoosingColumns, clusterNamespace, showUnregistered, projects }
})
