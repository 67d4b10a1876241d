import { credentials as contract } from '../../shared/contract/credentials.ts'
import type { Credentials } from '../services/credentials/credentials-service.ts'
import type { Ipc } from './handle.ts'

/** Serves the `credentials` domain. */
export function serveCredentials(ipc: Ipc, service: Credentials): void {
  ipc.implement('credentials', contract, {
    watch: service.watch,
    refresh: service.refresh,
    nameNamespaces: service.nameNamespaces,
    download: service.download,
  })
}
