import { secrets as contract } from '../../shared/contract/secrets.ts'
import type { Secrets } from '../services/secrets/secrets-service.ts'
import type { Ipc } from './handle.ts'

export function serveSecrets(ipc: Ipc, service: Secrets): void {
  ipc.implement('secrets', contract, service)
}
