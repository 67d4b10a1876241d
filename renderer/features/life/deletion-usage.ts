import { computed, shallowRef, watch } from 'vue'
import type { CredentialState } from '../../../shared/contract/life.ts'
import type { Api } from '../../api.ts'
import { createUsageLook } from '../usage/usage-look.ts'

/** What uses one secret to be deleted. */
export interface LookedForUse {
  state: CredentialState
  look: ReturnType<typeof createUsageLook>
}

/** Finds what uses several secrets, one after the other. */
export function createDeletionUsage(api: { usage: Pick<Api['usage'], 'find'> }, context: string) {
  const looks = shallowRef<readonly LookedForUse[]>([])
  const used = computed(() => looks.value.filter(({ look }) => look.currentCount.value > 0))
  const isWhole = ({ look }: LookedForUse) => look.state.value === 'done' && look.unseen.value.length === 0
  /** Something that couldn't be seen may use them. */
  const isPartial = computed(() => looks.value.some((each) => !isWhole(each)))
  const isOver = ({ look }: LookedForUse) => !['idle', 'looking'].includes(look.state.value)
  let stopWatching = () => {}

  function startOne({ state: { namespace, kubernetesName }, look }: LookedForUse): void {
    look.start({ context, namespace, name: kubernetesName })
  }

  return {
    looks,
    /** Secrets that are in use now. */
    used,
    isPartial,
    isSettled: computed(() => looks.value.every(isOver)),
    /** Deleting needs consent: something uses them, or that is uncertain. */
    needsConsent: computed(() => used.value.length > 0 || isPartial.value),
    startOne,
    isWhole,
    /** Repeats the search for those that couldn't be seen completely. */
    again(): void {
      looks.value = looks.value.map((each) =>
        isWhole(each) ? each : { state: each.state, look: createUsageLook(api) },
      )
    },
    start(states: readonly CredentialState[]): void {
      looks.value = states.map((state) => ({ state, look: createUsageLook(api) }))
      // Starts the next one when the previous ones are done.
      stopWatching = watch(
        () => looks.value.find((each) => !isOver(each)),
        (next) => {
          if (next?.look.state.value === 'idle') startOne(next)
        },
        { immediate: true, flush: 'sync' },
      )
    },
    stop(): void {
      stopWatching()
      for (const { look } of looks.value) look.stop()
    },
  }
}
