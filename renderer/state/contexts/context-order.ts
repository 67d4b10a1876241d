import type { ContextSummary } from '../../../shared/contract/contexts.ts'

const mostRemembered = 50

/** The recently opened contexts, most recent first, after opening another one. */
export const withOpened = (recent: readonly string[], opened: string): string[] =>
  [opened, ...recent.filter((name) => name !== opened)].slice(0, mostRemembered)

/** Recently opened contexts first, then the others in the kubeconfig's order. */
export function recentFirst<C extends Pick<ContextSummary, 'name'>>(
  contexts: readonly C[],
  recent: readonly string[],
): C[] {
  const rank = new Map(recent.map((name, at) => [name, at]))
  const rankOf = ({ name }: C) => rank.get(name) ?? recent.length
  return [...contexts].sort((a, b) => rankOf(a) - rankOf(b))
}
