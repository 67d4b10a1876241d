import { computed } from 'vue'
import type { ContextSummary } from '../../../shared/contract/contexts.ts'
import { useApplicationStore } from '../../state/application.store.ts'
import { failureText } from '../../../shared/failure-text/failure-text.ts'
import { hostOf } from '../../../shared/failure-text/failure-wording.ts'
import { useKeys } from '../../state/actions/use-keys.ts'
import { contextKeys, mostContextKeys } from '../../state/actions/window-keys.ts'
import { useOpenContext } from '../../state/open-context/open-context.store.ts'
import type { ContextEntry } from './context-entry.ts'
import { useContextMarks } from '../../state/contexts/context-marks.store.ts'
import { useContextsStore } from '../../state/contexts/contexts.store.ts'

/** All contexts for display, recently opened first. */
export function useContextEntries() {
  const contexts = useContextsStore()
  const openContext = useOpenContext()
  const marks = useContextMarks()
  const application = useApplicationStore()
  const keys = useKeys()

  const hasSeveralFiles = computed(() => new Set(contexts.contexts.map(({ file }) => file)).size > 1)
  const numbers = computed(() => new Map(contexts.contexts.map(({ name }, at) => [name, at + 1])))

  /** A number always means the same context, whatever the order. */
  function keysOf(name: string): string {
    const number = numbers.value.get(name) ?? 0
    return number >= 1 && number <= mostContextKeys ? keys(contextKeys(number)) : ''
  }

  function entryOf(context: ContextSummary): ContextEntry {
    const { name, problem, user, server, file } = context
    return {
      context,
      name: marks.nameOf(name),
      isOpen: name === openContext.context,
      isReadOnly: marks.isReadOnly(name),
      detail:
        problem === null
          ? `${user} at ${hostOf(server)}`
          : failureText(problem, { context: name, now: Date.now() }).title,
      state: problem === null ? contexts.stateOf(name) : null,
      file: hasSeveralFiles.value ? application.shortPath(file) : '',
      keys: problem === null ? keysOf(name) : '',
    }
  }

  return computed(() => contexts.recent.map(entryOf))
}
