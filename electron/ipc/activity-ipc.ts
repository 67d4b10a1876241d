import { activity as contract } from '../../shared/contract/activity.ts'
import type { ActivityService } from '../services/activity/activity-service.ts'
import type { Ipc } from './handle.ts'

/** Serves the `activity` domain. `tellChanged` reports to the windows that a line was added. */
export function serveActivity(ipc: Ipc, service: ActivityService): { tellChanged: () => void } {
  ipc.implement('activity', contract, service)
  const announce = ipc.announcer<typeof contract>('activity')
  return { tellChanged: () => announce('changed', null) }
}
