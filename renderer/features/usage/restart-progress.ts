import { shallowReactive } from 'vue'
import type { Failure } from '../../../shared/failure.ts'
import {
  restartableKinds,
  type RolloutState,
  type SecretUser,
  type WorkloadToRestart,
} from '../../../shared/usage.ts'
import type { Api } from '../../api.ts'

/** How far the restart of one workload is. */
export type RestartState =
  | { kind: 'waiting' }
  | { kind: 'under-way'; rollout: RolloutState | null }
  | { kind: 'failed'; failure: Failure }

const isRestartable = (kind: string): kind is WorkloadToRestart['kind'] =>
  (restartableKinds as readonly string[]).includes(kind)

/** What can be restarted of what uses a Secret: itself, or what of it can. */
export function workloadsOf(user: SecretUser): WorkloadToRestart[] {
  const { uid, name, kind, group, namespace } = user
  const byUid = new Map<string, WorkloadToRestart>()
  for (const each of [{ uid, name, kind, group }, ...user.restartable])
    if (each.group === 'apps' && isRestartable(each.kind) && !byUid.has(each.uid))
      byUid.set(each.uid, { kind: each.kind, namespace, name: each.name, uid: each.uid })
  return [...byUid.values()]
}

/** Restarts workloads of one context and keeps, by uid, how far each is. */
export function createRestartProgress(api: Pick<Api['usage'], 'restart'>, context: string) {
  const states = shallowReactive(new Map<string, RestartState>())
  const stops: (() => void)[] = []
  return {
    states,
    start(workload: WorkloadToRestart): void {
      const { uid } = workload
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
    },
    /** Nothing is heard of them any more; the rollouts go on. */
    leave: () => stops.forEach((stop) => stop()),
  }
}

/** How far a restart is, in words. */
export function restartText(state: RestartState | undefined): string {
  if (state === undefined || state.kind !== 'under-way') return ''
  const { rollout } = state
  if (rollout === null) return 'Contacting the cluster…'
  const ready = `${rollout.ready} of ${rollout.of} ready`
  switch (rollout.state) {
    case 'done':
      return 'Restarted, all pods are ready'
    case 'rolling':
      return ready
    case 'stuck':
      return `${ready}. The cluster stopped waiting.`
    case 'paused':
      return 'Paused, so nothing was restarted'
    case 'by-hand':
      return 'Its pods are replaced only when you delete them, so nothing was restarted'
  }
}
