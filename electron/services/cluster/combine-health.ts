import type { Health } from '../../../shared/contract/cluster.ts'
import type { InformerHealth } from '../../kube/lists/informer.ts'

/** The most important state wins: one failing list makes the whole incomplete. */
const rank = ['live', 'stale', 'reconnecting', 'listing', 'partial', 'failed'] as const

/** Combines the states of several lists of a cluster. `null` is a list that nothing is known about yet. */
export function combineHealth(
  healths: readonly (InformerHealth | null)[],
): Exclude<Health, { state: 'connecting' }> {
  let worst: InformerHealth | null = null
  let leftOut = 0
  for (const health of healths) {
    if (health?.state === 'live') leftOut += health.leftOut ?? 0
    const next = health === null ? { state: 'listing' as const } : incompleteFirst(health)
    if (worst === null || rank.indexOf(next.state) > rank.indexOf(worst.state)) worst = next
    else if (next.state === worst.state) worst = earlier(worst, next)
  }
  if (worst?.state !== 'live') return worst ?? { state: 'listing' }
  return { state: 'live', since: worst.since, ...(leftOut === 0 ? {} : { leftOut }) }
}

/** A list that never completed makes the whole incomplete, however many rows it reported before it broke off. */
function incompleteFirst(health: InformerHealth): InformerHealth {
  if (health.state !== 'reconnecting' || health.asOf !== '') return health
  const { since, nextTryAt, failure } = health
  return { state: 'partial', since, nextTryAt, failure }
}

/** Of two lists in the same state, the one that has been in it longer; of two live ones, the one that became live last. */
function earlier(a: InformerHealth, b: InformerHealth): InformerHealth {
  if (!('since' in a) || !('since' in b)) return a
  if (a.state === 'live') return a.since > b.since ? a : b
  return a.since <= b.since ? a : b
}
