import type { ContextList } from '../../../shared/contract/contexts.ts'

/** The properties with which a context was opened. */
export interface OpenedContext {
  cluster: string
  server: string
  user: string
}

/** How the kubeconfig differs from what is open: the context is missing, or its name now means something else. */
export type ContextDrift = 'gone' | 'changed'

/** Compares the current kubeconfig with what was opened. `null` if they agree or nothing was opened. */
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

/** A normalized URL for comparison. */
function address(server: string): string {
  try {
    return new URL(server).href.replace(/\/$/, '')
  } catch {
    return server
  }
}
