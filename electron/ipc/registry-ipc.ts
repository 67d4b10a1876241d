import { registry as contract } from '../../shared/contract/registry.ts'
import type { Registry } from '../services/registry/registry-service.ts'
import type { Ipc } from './handle.ts'

export function serveRegistry(ipc: Ipc, service: Registry): void {
  ipc.implement('registry', contract, service)
}
