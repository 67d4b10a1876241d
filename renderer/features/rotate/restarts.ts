import { computed, ref } from 'vue'
import type { SecretUser, WorkloadToRestart } from '../../../shared/usage.ts'
import type { Api } from '../../api.ts'
import { createRestartProgress, workloadsOf } from '../usage/restart-progress.ts'
import { isWorkloadInUse } from '../usage/usage-look.ts'

/** What uses a credential and how it comes to the new value. */
export interface Restart {
  uid: string
  name: string
  namespace: string
  kind: string
  /** What is restarted; `null` where that can't be done from here. */
  workload: WorkloadToRestart | null
  /** What it means to restart it, or how it gets the new value without. */
  hint: string
  /** It holds the old value until its pods are replaced. */
  isNeeded: boolean
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

/** A user with each of its workloads that can be restarted. What reads variables has to be, to see the new value. */
export function restartsOf(user: SecretUser): Restart[] {
  if (!isWorkloadInUse(user)) return []
  const isNeeded = user.uses.some(({ way }) => way === 'env' || way === 'env-from')
  const { uid, name, namespace, kind } = user
  const workloads = workloadsOf(user)
  const hint = hintOf(user, isNeeded, workloads.length > 0)
  if (workloads.length === 0) return [{ uid, name, namespace, kind, workload: null, hint, isNeeded }]
  return workloads.map((workload) => ({ ...workload, workload, hint, isNeeded }))
}

interface Deps {
  api: Pick<Api['usage'], 'restart'>
  context: string
  users: () => readonly SecretUser[]
}

/** What is to be restarted after a rotation, and how far that is. */
export function createRestarts({ api, context, users }: Deps) {
  const all = computed(() => {
    const byUid = new Map(
      users()
        .flatMap(restartsOf)
        .map((each) => [each.uid, each]),
    )
    return [...byUid.values()].sort((a, b) => Number(b.isNeeded) - Number(a.isNeeded))
  })
  /** What a person has decided; else what has to be restarted is. */
  const decided = ref<ReadonlyMap<string, boolean>>(new Map())
  const { states, start, leave } = createRestartProgress(api, context)

  const isChosen = ({ uid, workload, isNeeded }: Restart): boolean =>
    workload !== null && (decided.value.get(uid) ?? isNeeded)

  return {
    all,
    states,
    isChosen,
    choose: (uid: string, isIt: boolean) => void (decided.value = new Map(decided.value).set(uid, isIt)),
    chosen: computed(() => all.value.filter(isChosen)),
    start: ({ workload }: Restart): void => {
      if (workload !== null) start(workload)
    },
    /** Nothing is heard of them any more; the rollouts go on. */
    leave,
  }
}

export type Restarts = ReturnType<typeof createRestarts>
