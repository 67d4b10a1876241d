import { credentials as contract } from '../../shared/contract/credentials.ts'
import type { Download } from '../services/credentials/download-list.ts'
import type { Ipc } from './handle.ts'

export function serveCredentials(ipc: Ipc, download: Download): void {
  ipc.implement('credentials', contract, { download })
}
