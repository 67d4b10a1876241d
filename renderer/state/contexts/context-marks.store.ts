import { defineStore } from 'pinia'
import { useOpenContext } from '../open-context/open-context.store.ts'
import { useSettingsStore } from '../settings/settings.store.ts'
import { createContextMarks } from './context-marks.ts'
import { useContextsStore } from './contexts.store.ts'

/** The user's names, colors and read-only marks for contexts. */
export const useContextMarks = defineStore('context-marks', () => {
  const contexts = useContextsStore()
  const openContext = useOpenContext()
  return createContextMarks({
    settings: useSettingsStore(),
    // Uses the open context's place, even if the kubeconfig has changed.
    placeOf: (context) => {
      const place = context === openContext.context ? openContext.opened : null
      const found = place ?? contexts.contexts.find(({ name }) => name === context) ?? null
      return found === null ? null : { context, file: found.file, server: found.server }
    },
  })
})
