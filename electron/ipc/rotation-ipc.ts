import { rotation as contract } from '../../shared/contract/rotation.ts'
import type { RotationService } from '../services/rotation/rotation-service.ts'
import type { Ipc } from './handle.ts'

export function serveRotation(ipc: Ipc, service: RotationService): void {
  ipc.implement('rotation', contract, service)
}
