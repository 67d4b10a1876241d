import type { SecretUser, WorkloadToRestart } from '../../../../shared/usage.ts'
import { workloadsOf } from '../../usage/restart-progress.ts'
import { isWorkloadInUse } from '../../usage/usage-look.ts'

/** What uses a secret, and how it gets the new value. */
export interface Restart {
  uid: string
  name: string
  namespace: string
  kind: string
  /** What is restarted. `null` if that's not possible from here. */
  workload: WorkloadToRestart | null
  /** What restarting it means, or how it gets the new value without that. */
  hint: string
  /** It has the old value until its pods are replaced. */
  isNeeded: boolean
  /** The secrets that it uses, as place keys. */
  secrets: readonly string[]
}

function hintOf({ uses, kind, group }: SecretUser, isNeeded: boolean, isOne: boolean): string {
  const ways = uses.map(({ way }) => way)
  if (kind === 'CronJob') return 'Uses the new value at its next run'
  if (kind === 'Job') return 'Keeps the old value until it ends'
  if (!isNeeded && ways.every((way) => way === 'pull' || way === 'account-pull'))
    return 'Pulls with the new value from now on'
  if (!isNeeded) return 'Its files update within about a minute'
  if (!isOne) return 'Keeps the old value until it ends or restarts'
  return group === 'apps' && kind === 'DaemonSet' ? 'One node at a time' : 'Its pods are replaced'
}

/**
 * A user of a secret with each of its restartable workloads. Those that read variables need a restart to see the new
 * value.
 */
export function restartsOf(user: SecretUser, secret: string): Restart[] {
  if (!isWorkloadInUse(user)) return []
  const isNeeded = user.uses.some(({ way }) => way === 'env' || way === 'env-from')
  const { uid, name, namespace, kind } = user
  const workloads = workloadsOf(user)
  const common = { hint: hintOf(user, isNeeded, workloads.length > 0), isNeeded, secrets: [secret] }
  if (workloads.length === 0) return [{ ...common, uid, name, namespace, kind, workload: null }]
  return workloads.map((workload) => ({ ...common, ...workload, workload }))
}

/** One line per workload, whichever secrets it uses. Required restarts come first. */
export function joined(restarts: readonly Restart[]): Restart[] {
  const byUid = new Map<string, Restart>()
  for (const each of restarts) {
    const other = byUid.get(each.uid)
    const { hint } = other?.isNeeded === true ? other : each
    byUid.set(
      each.uid,
      other === undefined
        ? each
        : {
            ...each,
            hint,
            isNeeded: each.isNeeded || other.isNeeded,
            secrets: [...new Set([...other.secrets, ...each.secrets])],
          },
    )
  }
  return [...byUid.values()].sort((a, b) => Number(b.isNeeded) - Number(a.isNeeded))
}
