import { shallowReactive } from 'vue'
import type { Failure } from '../../../shared/failure.ts'
import {
  restartableKinds,
  type RolloutState,
  type SecretUser,
  type WorkloadToRestart,
} from '../../../shared/usage.ts'
import type { Api } from '../../api.ts'

/**
 * The progress of a workload's restart. Times are in milliseconds since 1970. `until` is `null` while it isn't over.
 */
export type RestartState =
  | { kind: 'under-way'; rollout: RolloutState | null; since: number; until: number | null }
  | { kind: 'failed'; failure: Failure }

const isRestartable = (kind: string): kind is WorkloadToRestart['kind'] =>
  (restartableKinds as readonly string[]).includes(kind)

/** The restartable workloads of a Secret's user: itself, or some of its parts. */
export function workloadsOf(user: SecretUser): WorkloadToRestart[] {
  const { uid, name, kind, group, namespace } = user
  const byUid = new Map<string, WorkloadToRestart>()
  for (const each of [{ uid, name, kind, group }, ...user.restartable])
    if (each.group === 'apps' && isRestartable(each.kind) && !byUid.has(each.uid))
      byUid.set(each.uid, { kind: each.kind, namespace, name: each.name, uid: each.uid })
  return [...byUid.values()]
}

/**
 * Restarts workloads of one context and tracks their progress by uid. `onTold` is called with each change in a word or
 * two.
 */
export function createRestartProgress(
  api: Pick<Api['usage'], 'restart'>,
  context: string,
  { now, onTold }: { now: () => number; onTold: (name: string, words: string, isBad: boolean) => void } = {
    now: () => Date.now(),
    onTold: () => undefined,
  },
) {
  const states = shallowReactive(new Map<string, RestartState>())
  const stops: (() => void)[] = []
  return {
    states,
    /** Resolves once it is over, and returns whether its pods have restarted. */
    start(workload: WorkloadToRestart): Promise<boolean> {
      const { uid, name } = workload
      const since = now()
      const tell = (state: RestartState, words: string, isBad = false) => {
        states.set(uid, state)
        onTold(name, words, isBad)
      }
      tell({ kind: 'under-way', rollout: null, since, until: null }, 'asked')
      return new Promise((resolve) => {
        const stop = api.restart(
          { context, workload },
          {
            onMessage: (rollout) => {
              const { state, ready, of } = rollout
              const words = state === 'rolling' ? `${ready} of ${of} ready` : state
              tell({ kind: 'under-way', rollout, since, until: null }, words, state === 'stuck')
            },
            onEnd: () => {
              const state = states.get(uid)
              if (state?.kind === 'under-way') states.set(uid, { ...state, until: now() })
              resolve(isRestarted(state))
            },
            onFailure: (failure) => {
              tell({ kind: 'failed', failure }, failure.code, true)
              resolve(false)
            },
          },
        )
        stops.push(stop)
      })
    },
    /** Further progress is ignored. The rollouts continue. */
    leave: () => stops.forEach((stop) => stop()),
  }
}

/** Whether its pods have restarted. */
export const isRestarted = (state: RestartState | undefined): boolean =>
  state?.kind === 'under-way' && state.rollout?.state === 'done'

/** Whether it is over. */
export const isRestartOver = (state: RestartState | undefined): boolean =>
  state?.kind === 'failed' || (state?.kind === 'under-way' && state.until !== null)

/** The progress of a restart in words. */
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
