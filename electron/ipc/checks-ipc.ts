import { checks as contract } from '../../shared/contract/checks.ts'
import type { Checks } from '../services/checks/checks-service.ts'
import type { Ipc } from './handle.ts'

export function serveChecks(ipc: Ipc, service: Checks): void {
  ipc.implement('checks', contract, service)
}
