import type { ContextSummary } from '../../../shared/contract/contexts.ts'

const mostRemembered = 50

/** The contexts that were opened, the last one first, after another one was. */
export const withOpened = (recent: readonly string[], opened: string): string[] =>
  [opened, ...recent.filter((name) => name !== opened)].slice(0, mostRemembered)

/** Those that were opened last come first, the others follow in the order of the kubeconfig. */
export function recentFirst<C extends Pick<ContextSummary, 'name'>>(
  contexts: readonly C[],
  recent: readonly string[],
): C[] {
  const rank = new Map(recent.map((name, at) => [name, at]))
  const rankOf = ({ name }: C) => rank.get(name) ?? recent.length
  return [...contexts].sort((a, b) => rankOf(a) - rankOf(b))
}
