import { usage as contract } from '../../shared/contract/usage.ts'
import type { Usage } from '../services/usage/usage-service.ts'
import type { Ipc } from './handle.ts'

export function serveUsage(ipc: Ipc, service: Usage): void {
  ipc.implement('usage', contract, service)
}
