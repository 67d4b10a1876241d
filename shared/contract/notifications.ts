import { announcement, carries } from './define.ts'

/** Where a click on a notification of the system leads. */
export type NotificationTarget =
  | { page: 'expiring'; context: string }
  | { page: 'credentials'; context: string }
  | { page: 'history' }
  /** What is open stays: a run tells its results there. */
  | { page: 'as-it-is' }

export const notifications = {
  /** One was clicked; the window is in front by then. */
  opened: announcement(carries<NotificationTarget>()),
}
