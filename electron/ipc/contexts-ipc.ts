import { contexts as contract } from '../../shared/contract/contexts.ts'
import type { Asked, Contexts } from '../services/contexts.ts'
import type { Ipc } from './handle.ts'

/** Serves the `contexts` domain; gives what tells the window that a second start asked for something. */
export function serveContexts(ipc: Ipc, service: Contexts): { tellAsked: (asked: Asked) => Promise<void> } {
  ipc.implement('contexts', contract, { list: service.list, openKubeconfig: service.openKubeconfig })
  const announce = ipc.announcer<typeof contract>('contexts')
  return { tellAsked: async (asked) => announce('asked', await service.ask(asked)) }
}
