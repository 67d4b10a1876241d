import { details as contract } from '../../shared/contract/details.ts'
import type { Details } from '../services/details/details-service.ts'
import type { Ipc } from './handle.ts'

/** Serves the `details` domain. */
export function serveDetails(ipc: Ipc, service: Details): void {
  ipc.implement('details', contract, service)
}
