import type { ContextList } from '../../../shared/contract/contexts.ts'

/** What a context was opened as. */
export interface OpenedContext {
  cluster: string
  server: string
  user: string
}

/** How the kubeconfig differs from what is open: it no longer names it, or names something else by its name. */
export type ContextDrift = 'gone' | 'changed'

/** Compares the kubeconfig as it is now with what was opened; `null` if they agree or nothing was opened. */
export function driftOf(
  list: ContextList | null,
  context: string,
  opened: OpenedContext | null,
): ContextDrift | null {
  if (list === null || opened === null || context === list.sandbox) return null
  const now = list.contexts.find(({ name }) => name === context)
  if (now === undefined) return 'gone'
  const isSame =
    now.cluster === opened.cluster &&
    now.user === opened.user &&
    address(now.server) === address(opened.server)
  return isSame ? null : 'changed'
}

/** An address as everyone writes it who means the same one. */
function address(server: string): string {
  try {
    return new URL(server).href.replace(/\/$/, '')
  } catch {
    return server
  }
}
