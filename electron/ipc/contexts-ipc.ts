import { contexts as contract } from '../../shared/contract/contexts.ts'
import type { ConnectionConsent } from '../services/contexts/connection-consent.ts'
import type { AskedAtStart, Contexts } from '../services/contexts/contexts-service.ts'
import type { Ipc } from './handle.ts'

/**
 * Serves the `contexts` domain and reports changed files; returns the function that reports to the window that a second
 * start asked for a context.
 */
export function serveContexts(
  ipc: Ipc,
  service: Contexts,
  consent: ConnectionConsent,
): { tellAsked: (asked: AskedAtStart) => Promise<void> } {
  ipc.implement('contexts', contract, {
    list: service.list,
    openKubeconfig: service.openKubeconfig,
    readKubeconfig: service.readKubeconfig,
    allow: service.allow,
    allowConnection: consent.allow,
  })
  const announce = ipc.announcer<typeof contract>('contexts')
  service.follow((list) => announce('changed', list))
  return { tellAsked: async (asked) => announce('asked', await service.ask(asked)) }
}
