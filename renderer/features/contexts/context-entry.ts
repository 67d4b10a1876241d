import type { ContextSummary } from '../../../shared/contract/contexts.ts'
import { textTest } from '../../../shared/search-text.ts'
import type { StateWord } from '../../state/contexts/health-text.ts'

/** One context in the switcher. */
export interface ContextEntry {
  context: ContextSummary
  /** The user's name for it, otherwise the kubeconfig's. */
  name: string
  isOpen: boolean
  isReadOnly: boolean
  /** Who signs in where, or why it can't be used. */
  detail: string
  /** `null` if it can't be used. */
  state: StateWord | null
  /** The file that defines it if there are several, otherwise empty. */
  file: string
  /** Its shortcut. Empty for none. */
  keys: string
}

/** Whether an entry's texts contain all words of a search. */
export function isFound({ context, name, file }: ContextEntry, search: string): boolean {
  const { cluster, server, user, namespace } = context
  return textTest(search)([name, context.name, cluster, server, user, namespace, file].join(' '))
}
