import { computed, ref, shallowRef, watch } from 'vue'
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
import { createDeletionUsage } from './deletion-usage.ts'
import { keptElsewhere } from './kept-elsewhere.ts'
import { versionOf } from './decided-change.ts'

interface Deps {
  api: Pick<Api, 'life' | 'usage'>
  context: string
  credentials: readonly Pick<Credential, 'namespace' | 'kubernetesName' | 'origin' | 'owner' | 'status'>[]
  /** Calls back before the next frame is painted. */
  schedule: (callback: () => void) => void
}

/** What happens to credentials: their secrets are kept, or deleted. */
export type Ending = 'release' | 'delete'

/** Maximum number of secrets to delete together. The use of each is searched and shown. */
export const mostDeleted = 20

/** A credential that is left out, and why: the cluster's answer, missing permissions, or who manages it instead. */
export interface NotEnded {
  namespace: string
  name: string
  failure: Failure | 'not-allowed' | { keptElsewhere: string }
}

const rightFor = { release: 'patch', delete: 'delete' } as const

/** What blocks a secret's deletion, for its line. */
const heldText = ({ heldBy }: LifeOutcome): string =>
  heldBy.length === 0
    ? ''
    : `Being deleted. Waiting for ${heldBy.length === 1 ? 'the finalizer' : 'the finalizers'} ${heldBy.join(', ')}.`

/**
 * Releases credentials or deletes their secrets. Reads them first, and changes each on the version that was read.
 * Before deleting, finds what uses the secrets; if something does, or not everything could be seen, a person must
 * accept that first.
 */
export function createEnding({ api, context, credentials: all, schedule }: Deps) {
  const credentials = all.filter((each) => keptElsewhere(each) === '')
  const others = all.flatMap((each): NotEnded[] => {
    const reason = keptElsewhere(each)
    if (reason === '') return []
    return [{ namespace: each.namespace, name: each.kubernetesName, failure: { keptElsewhere: reason } }]
  })
  const looked = shallowRef<readonly LookedAt[] | null>(null)
  const failure = shallowRef<Failure | null>(null)
  // Defaults to the safer option, unless all were created with their secrets.
  const isOwn = credentials.length <= mostDeleted && credentials.every(({ origin }) => origin === 'new')
  const choice = ref<Ending>(isOwn ? 'delete' : 'release')
  const isUseAccepted = ref(false)
  const usage = createDeletionUsage(api, context)
  // Consent covers what was shown. Another search may find more.
  watch(usage.isSettled, (isSettled) => void (isSettled || (isUseAccepted.value = false)), { flush: 'sync' })
  const undo: string[] = []
  let isLeft = false

  const run = createRun<CredentialState, LifeOutcome>({
    send: (states, handlers) =>
      api.life[choice.value](
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
    remarkOf: heldText,
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
    if (choice.value === 'delete') lookForUse()
  }

  const isAllowed = ({ rights }: CredentialState) => rights[rightFor[choice.value]].allowed
  const taken = computed(() =>
    (looked.value ?? []).flatMap(({ state }) => (state !== null && isAllowed(state) ? [state] : [])),
  )
  /** Searches for uses once, when first needed. */
  function lookForUse(): void {
    if (usage.looks.value.length === 0) usage.start(taken.value)
  }

  return {
    choice,
    usage,
    isUseAccepted,
    /** Their state isn't known yet. */
    isLooking: computed(() => looked.value === null && failure.value === null),
    /** Why they couldn't be read. */
    failure,
    /** Those to be released or deleted. */
    taken,
    leftOut: computed<NotEnded[]>(() => [
      ...others,
      ...(looked.value ?? []).flatMap(({ namespace, name, state, failure: why }): NotEnded[] => {
        if (state === null) return [{ namespace, name, failure: why }]
        return isAllowed(state) ? [] : [{ namespace, name, failure: 'not-allowed' }]
      }),
    ]),
    /** Too many to show the use of each. */
    areTooManyToDelete: credentials.length > mostDeleted,
    canStart: computed(
      () =>
        taken.value.length > 0 &&
        (choice.value === 'release' ||
          (usage.isSettled.value && (!usage.needsConsent.value || isUseAccepted.value))),
    ),
    run: run.state,
    /** The ids that undo the releases. */
    undo: (): readonly string[] => undo,
    look,
    choose(ending: Ending): void {
      choice.value = ending
      if (ending === 'delete' && looked.value !== null) lookForUse()
    },
    start: () => run.start(taken.value),
    cancel: run.cancel,
    tryAgain: run.tryAgain,
    goOn: run.goOn,
    /** Stops, and ignores further results. */
    leave(): void {
      isLeft = true
      usage.stop()
      run.clear()
    },
  }
}

export type CredentialsEnding = ReturnType<typeof createEnding>
