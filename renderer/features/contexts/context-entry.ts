import type { ContextSummary } from '../../../shared/contract/contexts.ts'
import type { StateWord } from '../../state/contexts/health-text.ts'

/** One context as the switcher shows it. */
export interface ContextEntry {
  context: ContextSummary
  /** The user's own name of it, else the kubeconfig's. */
  name: string
  isOpen: boolean
  isReadOnly: boolean
  /** Who signs in where, or why it can't be used. */
  detail: string
  /** `null` if it can't be used. */
  state: StateWord | null
  /** The file that defines it, if there are several; else empty. */
  file: string
  /** What opens it at any time, empty for none. */
  keys: string
}

/** Whether an entry has all the words of a search, in any of what it shows. */
export function isFound({ context, name, file }: ContextEntry, search: string): boolean {
  const { cluster, server, user, namespace } = context
  const text = [name, context.name, cluster, server, user, namespace, file].join(' ').toLowerCase()
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
