import { expiringText, type ExpiryCounts } from './expiry.ts'
import { counted } from './number-text.ts'
import { visibleText } from './visible-text.ts'

/**
 * What notifications of the system say. They may be seen on a locked screen and are kept by the system: numbers and the
 * name of the cluster are all that they tell.
 */
export interface NotificationText {
  title: string
  body: string
}

/** A cluster as it is called here: a name of the user's own, else that of its context. */
const shortName = (cluster: string): string => visibleText(cluster.slice(0, 60))

export const expiryNotification = (
  counts: ExpiryCounts,
  soonDays: number,
  cluster: string,
): NotificationText => ({
  title: 'Credentials expire',
  body: `${shortName(cluster)}: ${expiringText(counts, soonDays)}`,
})

export const snapshotNotification = (cluster: string): NotificationText => ({
  title: 'The daily snapshot failed',
  body: `${shortName(cluster)}: Credenza keeps trying while it runs.`,
})

export const signInNotification = (cluster: string): NotificationText => ({
  title: 'Sign in again',
  body: `${shortName(cluster)} no longer accepts your sign-in.`,
})

/** `left`: so many were not begun, as the run was cancelled or broke off. */
export function runNotification(
  run: { done: number; failed: number; left: number },
  cluster: string,
): NotificationText {
  const { done, failed, left } = run
  const parts = [
    `${counted(done, 'secret')} done`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(left > 0 ? [`${left} left`] : []),
  ]
  return { title: 'Run ended', body: `${shortName(cluster)}: ${parts.join(', ')}.` }
}
