import { details as contract } from '../../shared/contract/details.ts'
import type { AskedCredentials } from '../services/details/asked-credential.ts'
import type { Details } from '../services/details/details-service.ts'
import type { Ipc } from './handle.ts'

/** Serves the `details` domain and reports which credentials a second start asked for. */
export function serveDetails(ipc: Ipc, service: Details, asked: AskedCredentials): void {
  ipc.implement('details', contract, { ...service, takeAsked: asked.takeAsked })
  const announce = ipc.announcer<typeof contract>('details')
  asked.follow((credential) => announce('asked', credential))
}
