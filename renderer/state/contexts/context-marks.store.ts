import { defineStore } from 'pinia'
import { useOpenContext } from '../open-context/open-context.store.ts'
import { useSettingsStore } from '../settings/settings.store.ts'
import { createContextMarks } from './context-marks.ts'
import { useContextsStore } from './contexts.store.ts'

/** Names, colours and the protection that the user gave to contexts. */
export const useContextMarks = defineStore('context-marks', () => {
  const contexts = useContextsStore()
  const openContext = useOpenContext()
  return createContextMarks({
    settings: useSettingsStore(),
    // What is open counts, and not what the kubeconfig names by now.
    placeOf: (context) => {
      const place = context === openContext.context ? openContext.opened : null
      const found = place ?? contexts.contexts.find(({ name }) => name === context) ?? null
      return found === null ? null : { context, file: found.file, server: found.server }
    },
  })
})
