import { life as contract } from '../../shared/contract/life.ts'
import type { LifeService } from '../services/life/life-service.ts'
import type { Ipc } from './handle.ts'

export function serveLife(ipc: Ipc, service: LifeService): void {
  ipc.implement('life', contract, service)
}
