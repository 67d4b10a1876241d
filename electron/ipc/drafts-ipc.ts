import { drafts as contract } from '../../shared/contract/drafts.ts'
import type { Drafts } from '../services/drafts/drafts-service.ts'
import type { Ipc } from './handle.ts'

/** Serves the `drafts` domain. */
export function serveDrafts(ipc: Ipc, { read, keep, discard }: Drafts): void {
  ipc.implement('drafts', contract, { read, keep, discard })
}
