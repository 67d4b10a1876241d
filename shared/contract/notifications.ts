import { announcement, carries } from './define.ts'

/** The target of a click on a system notification. */
export type NotificationTarget =
  | { page: 'expiring'; context: string }
  | { page: 'credentials'; context: string }
  | { page: 'history' }
  /** Keeps what is open, where a run shows its results. */
  | { page: 'as-it-is' }

export const notifications = {
  /** One was clicked. The window is already in front. */
  opened: announcement(carries<NotificationTarget>()),
}
