import { computed, ref, shallowReactive } from 'vue'
import type { Failure } from '../../../shared/failure.ts'
import {
  restartableKinds,
  type RolloutState,
  type SecretUser,
  type WorkloadToRestart,
} from '../../../shared/usage.ts'
import type { Api } from '../../api.ts'
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

/** How far the restart of one workload is. */
export type RestartState =
  | { kind: 'waiting' }
  | { kind: 'under-way'; rollout: RolloutState | null }
  | { kind: 'failed'; failure: Failure }

const isRestartable = (kind: string): kind is WorkloadToRestart['kind'] =>
  (restartableKinds as readonly string[]).includes(kind)

function hintOf({ uses, kind, group }: SecretUser, isNeeded: boolean, isOne: boolean): string {
  const ways = uses.map(({ way }) => way)
  if (kind === 'CronJob') return 'Takes the new value at its next run'
  if (kind === 'Job') return 'Keeps the old value until it ends'
  if (!isNeeded && ways.every((way) => way === 'pull' || way === 'account-pull'))
    return 'Pulls with the new value from now on'
  if (!isNeeded) return 'Its files change by themselves, within about a minute'
  if (!isOne) return 'Keeps the old value until it ends or restarts'
  return group === 'apps' && kind === 'DaemonSet' ? 'One node at a time' : 'Its pods are replaced'
}

/** A user with each of its workloads that can be restarted. What reads variables has to be, to see the new value. */
export function restartsOf(user: SecretUser): Restart[] {
  if (!isWorkloadInUse(user)) return []
  const isNeeded = user.uses.some(({ way }) => way === 'env' || way === 'env-from')
  const { uid, name, namespace, kind, group } = user
  const some = [{ uid, name, kind, group }, ...user.restartable].filter(
    (each, at, all) =>
      isRestartable(each.kind) &&
      each.group === 'apps' &&
      all.findIndex((other) => other.uid === each.uid) === at,
  )
  const hint = hintOf(user, isNeeded, some.length > 0)
  if (some.length === 0) return [{ uid, name, namespace, kind, workload: null, hint, isNeeded }]
  return some.flatMap((each) =>
    isRestartable(each.kind)
      ? [
          {
            ...{ uid: each.uid, name: each.name, namespace, kind: each.kind, hint, isNeeded },
            workload: { kind: each.kind, namespace, name: each.name, uid: each.uid },
          },
        ]
      : [],
  )
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
  const states = shallowReactive(new Map<string, RestartState>())
  const stops: (() => void)[] = []

  const isChosen = ({ uid, workload, isNeeded }: Restart): boolean =>
    workload !== null && (decided.value.get(uid) ?? isNeeded)

  function start({ uid, workload }: Restart): void {
    if (workload === null) return
    states.set(uid, { kind: 'under-way', rollout: null })
    stops.push(
      api.restart(
        { context, workload },
        {
          onMessage: (rollout) => void states.set(uid, { kind: 'under-way', rollout }),
          onEnd: () => undefined,
          onFailure: (failure) => void states.set(uid, { kind: 'failed', failure }),
        },
      ),
    )
  }

  return {
    all,
    states,
    isChosen,
    choose: (uid: string, isIt: boolean) => void (decided.value = new Map(decided.value).set(uid, isIt)),
    chosen: computed(() => all.value.filter(isChosen)),
    start,
    /** Nothing is heard of them any more; the rollouts go on. */
    leave: () => stops.forEach((stop) => stop()),
  }
}

export type Restarts = ReturnType<typeof createRestarts>

/** How far a restart is, in words. */
export function restartText(state: RestartState | undefined): string {
  if (state === undefined || state.kind !== 'under-way') return ''
  const { rollout } = state
  if (rollout === null) return 'Asking the cluster…'
  const ready = `${rollout.ready} of ${rollout.of} ready`
  switch (rollout.state) {
    case 'done':
      return 'Ready, with the new value'
    case 'rolling':
      return ready
    case 'stuck':
      return `${ready}. The cluster gave up waiting.`
    case 'paused':
      return 'Paused: nothing was restarted'
    case 'by-hand':
      return 'Its pods are replaced as you delete them: nothing was restarted'
  }
}
