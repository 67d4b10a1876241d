import { defineStore } from 'pinia'
import { useCredentialsStore } from '../open-context/open-context.store.ts'
import { useSettingsStore } from '../settings/settings.store.ts'
import { createContextMarks } from './context-marks.ts'
import { useContextsStore } from './contexts.store.ts'

/** Names, colours and the protection that the user gave to contexts. */
export const useContextMarks = defineStore('context-marks', () => {
  const contexts = useContextsStore()
  const credentials = useCredentialsStore()
  return createContextMarks({
    settings: useSettingsStore(),
    // What is open counts, and not what the kubeconfig names by now.
    placeOf: (context) => {
      const place = context === credentials.context ? credentials.opened : null
      const found = place ?? contexts.contexts.find(({ name }) => name === context) ?? null
      return found === null ? null : { context, file: found.file, server: found.server }
    },
  })
})
