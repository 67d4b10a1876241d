import { life as contract } from '../../shared/contract/life.ts'
import type { Life } from '../services/life/life-service.ts'
import type { Ipc } from './handle.ts'

/** Serves the `life` domain. */
export function serveLife(ipc: Ipc, service: Life): void {
  ipc.implement('life', contract, service)
}
