import { values as contract } from '../../shared/contract/values.ts'
import type { Values } from '../services/values/values-service.ts'
import type { Ipc } from './handle.ts'

export function serveValues(ipc: Ipc, service: Values): void {
  ipc.implement('values', contract, service)
}
