import { notifications as contract, type NotificationTarget } from '../../shared/contract/notifications.ts'
import type { Ipc } from './handle.ts'

/** Serves the `notifications` domain; `tellOpened` reports a clicked notification to the window. */
export function serveNotifications(ipc: Ipc): { tellOpened: (target: NotificationTarget) => void } {
  ipc.implement('notifications', contract, {})
  const announce = ipc.announcer<typeof contract>('notifications')
  return { tellOpened: (target) => announce('opened', target) }
}
