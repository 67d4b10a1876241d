import { expiringText, type ExpiryCounts } from './expiry.ts'
import { counted } from './number-text.ts'
import { visibleStart } from './visible-text.ts'

/**
 * The texts of system notifications. They may be visible on a locked screen, and the system keeps them: they contain
 * only numbers and the name of the cluster.
 */
export interface NotificationText {
  title: string
  body: string
}

/** The name of a cluster here: the user's own, otherwise that of its context. */
const shortName = (cluster: string): string => visibleStart(cluster, 60)

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

/** `left`: how many weren't started because the run was cancelled or broke off. */
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
