import type { ContextList } from '../../../shared/contract/contexts.ts'

/**
 * The context to open automatically: the requested or the kubeconfig's current one, otherwise the one that was last
 * open, otherwise the only one. '' if a person must choose.
 */
export function contextToOpen(list: ContextList, last: string): string {
  if (list.problem !== null && list.problem.code !== 'context-unset') return ''
  if (list.current !== null) return list.current
  const usable = list.contexts.filter((context) => context.problem === null)
  if (usable.some((context) => context.name === last)) return last
  if (last !== '' && last === list.sandbox && list.contexts.length === 0) return last
  return list.contexts.length === 1 ? (usable[0]?.name ?? '') : ''
}
