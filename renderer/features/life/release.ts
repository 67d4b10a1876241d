import { computed, shallowRef } from 'vue'
import {
  mostLookedAt,
  type CredentialState,
  type LifeOutcome,
  type LookedAt,
} from '../../../shared/contract/life.ts'
import type { Credential } from '../../../shared/credential.ts'
import type { Failure } from '../../../shared/failure.ts'
import type { Api } from '../../api.ts'
import { createRun } from '../runs/run.ts'
import { versionOf } from './rename-form.ts'

interface Deps {
  api: Pick<Api, 'life'>
  context: string
  credentials: readonly Pick<Credential, 'namespace' | 'kubernetesName'>[]
  /** Calls back before the next frame is painted. */
  schedule: (callback: () => void) => void
}

/** A credential that is not released, and why: the cluster's answer, or that this user may not. */
export interface NotReleased {
  namespace: string
  name: string
  failure: Failure | 'not-allowed'
}

/** Releases credentials: they are read first, and each is released on the version that was read. */
export function createRelease({ api, context, credentials, schedule }: Deps) {
  const looked = shallowRef<readonly LookedAt[] | null>(null)
  const failure = shallowRef<Failure | null>(null)
  const undo: string[] = []
  let isLeft = false

  const run = createRun<CredentialState, LifeOutcome>({
    send: (states, handlers) =>
      api.life.release(
        { context, credentials: states.map(versionOf) },
        {
          ...handlers,
          onMessage: (outcome) => {
            if (outcome.undo !== null) undo.push(outcome.undo)
            handlers.onMessage(outcome)
          },
        },
      ),
    find: () => undefined,
    schedule,
  })

  async function look(): Promise<void> {
    failure.value = null
    const all: LookedAt[] = []
    for (let from = 0; from < credentials.length; from += mostLookedAt) {
      const part = credentials.slice(from, from + mostLookedAt)
      const names = part.map(({ namespace, kubernetesName: name }) => ({ namespace, name }))
      const result = await api.life.look({ context, credentials: names })
      if (isLeft) return
      if (!result.ok) {
        failure.value = result.failure
        return
      }
      all.push(...result.value)
    }
    looked.value = all
  }

  const taken = computed(() =>
    (looked.value ?? []).flatMap(({ state }) => (state?.rights.patch.allowed === true ? [state] : [])),
  )

  return {
    /** It is not known yet how they are. */
    isLooking: computed(() => looked.value === null && failure.value === null),
    /** Why they could not be looked at. */
    failure,
    /** Those that are released. */
    taken,
    leftOut: computed<NotReleased[]>(() =>
      (looked.value ?? []).flatMap(({ namespace, name, state, failure: why }): NotReleased[] => {
        if (state === null) return [{ namespace, name, failure: why }]
        return state.rights.patch.allowed ? [] : [{ namespace, name, failure: 'not-allowed' }]
      }),
    ),
    run: run.state,
    /** What takes back those that were released. */
    undo: (): readonly string[] => undo,
    look,
    start: () => run.start(taken.value),
    cancel: run.cancel,
    tryAgain: run.tryAgain,
    goOn: run.goOn,
    /** Stops, and nothing is heard of it any more. */
    leave(): void {
      isLeft = true
      run.clear()
    },
  }
}

export type Release = ReturnType<typeof createRelease>
