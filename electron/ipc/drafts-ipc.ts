import { drafts as contract } from '../../shared/contract/drafts.ts'
import type { Drafts } from '../services/drafts/drafts-service.ts'
import type { Ipc } from './handle.ts'

/** Serves the `drafts` domain. */
export function serveDrafts(ipc: Ipc, { place, read, keep, discard }: Drafts): void {
  ipc.implement('drafts', contract, { place, read, keep, discard })
}
