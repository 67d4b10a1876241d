import type { FailureCode } from '../../../shared/failure.ts'
import { signInNotification } from '../../../shared/notification-text.ts'
import type { ClusterService } from '../cluster/cluster-service.ts'
import type { Notifier } from './notifier.ts'

/** Failures that a new sign-in fixes. */
const needsSignIn: ReadonlySet<FailureCode> = new Set([
  'unauthorized',
  'plugin-failed',
  'plugin-timeout',
  'plugin-missing',
  'token-file-unreadable',
  'client-certificate-expired',
])

/**
 * Reports, while nobody looks at the window, that an open cluster no longer accepts the sign-in. Does so once until it
 * accepts it again.
 */
export function followSignIns(
  clusters: Pick<ClusterService, 'onChange'>,
  notifier: Notifier,
  signal: AbortSignal,
): void {
  const told = new Set<string>()
  clusters.onChange((context, message) => {
    if (message.kind !== 'health') return
    const { health } = message
    if (health.state === 'live') told.delete(context)
    if (health.state !== 'failed' || !needsSignIn.has(health.failure.code) || told.has(context)) return
    const text = signInNotification(notifier.nameOf(context))
    if (notifier.tellAway('notifySignIn', text, { page: 'credentials', context })) told.add(context)
  }, signal)
}
