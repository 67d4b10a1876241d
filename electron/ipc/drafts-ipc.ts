import { drafts as contract } from '../../shared/contract/drafts.ts'
import type { Drafts } from '../services/drafts/drafts-service.ts'
import type { Ipc } from './handle.ts'

/** Serves the `drafts` domain; the returned function reports to the windows that a draft was kept or discarded. */
export function serveDrafts(
  ipc: Ipc,
  { waiting, place, read, keep, discard }: Drafts,
): { tellChanged: () => void } {
  ipc.implement('drafts', contract, { waiting, place, read, keep, discard })
  const announce = ipc.announcer<typeof contract>('drafts')
  return { tellChanged: () => announce('changed', null) }
}
