import type { ContextList } from '../../../shared/contract/contexts.ts'

/**
 * The context to open without asking: the one that was asked for or is the kubeconfig's current one, else the last
 * one that was open, else the only one there is; '' where a person has to choose.
 */
export function contextToOpen(list: ContextList, last: string): string {
  if (list.problem !== null && list.problem.code !== 'context-unset') return ''
  if (list.current !== null) return list.current
  const usable = list.contexts.filter((context) => context.problem === null)
  if (usable.some((context) => context.name === last)) return last
  if (last !== '' && last === list.sandbox && list.contexts.length === 0) return last
  return list.contexts.length === 1 ? (usable[0]?.name ?? '') : ''
}
