import { computed, ref, shallowReactive, watch, type WatchStopHandle } from 'vue'
import type { CredentialAt } from '../../../../shared/contract/life.ts'
import type { Api } from '../../../api.ts'
import { createUsageLook } from '../../usage/usage-look.ts'
import { restartsOf, type Restart } from './restart.ts'
import { placeKey } from './same-choice.ts'

type SecretName = Pick<CredentialAt, 'namespace' | 'name'>

/** Searches under way at a time. */
const atOnce = 2

/** What uses the secrets of a run. Each is searched once, a few at a time. */
export function createSecretUsers(
  api: Pick<Api, 'usage'>,
  context: string,
  secrets: () => readonly SecretName[],
) {
  const looks = shallowReactive(new Map<string, ReturnType<typeof createUsageLook>>())
  const waiting: SecretName[] = []
  const stops: WatchStopHandle[] = []
  let running = 0
  /** Nothing is searched until a person asks for it. */
  const isHeld = ref(false)

  function pump(): void {
    while (running < atOnce) {
      const secret = waiting.shift()
      if (secret === undefined) return
      const look = looks.get(placeKey(secret))
      if (look === undefined) continue
      running += 1
      look.start({ context, ...secret })
      let isOver = false
      const settle = () => {
        if (isOver || look.state.value === 'looking') return
        isOver = true
        running -= 1
        pump()
      }
      stops.push(watch(look.state, settle))
      settle()
    }
  }
  function search(some: readonly SecretName[]): void {
    if (isHeld.value) return
    for (const { namespace, name } of some) {
      const key = placeKey({ namespace, name })
      if (looks.has(key)) continue
      looks.set(key, createUsageLook(api))
      waiting.push({ namespace, name })
    }
    pump()
  }
  stops.push(watch(secrets, search, { immediate: true }))

  const ofRun = computed(() =>
    secrets().flatMap((secret) => {
      const look = looks.get(placeKey(secret))
      return look === undefined ? [] : [{ at: secret, key: placeKey(secret), look }]
    }),
  )
  return {
    restarts: computed((): Restart[] =>
      ofRun.value.flatMap(({ key, look }) => look.users.value.flatMap((user) => restartsOf(user, key))),
    ),
    isLooking: computed(
      () =>
        !isHeld.value &&
        ofRun.value.some(({ look: { state } }) => state.value === 'looking' || state.value === 'idle'),
    ),
    /** A person didn't wait for all searches. What they found until then counts. */
    isSkipped: computed(
      () =>
        isHeld.value &&
        secrets().some((secret) => {
          const state = looks.get(placeKey(secret))?.state.value ?? 'idle'
          return state === 'idle' || state === 'stopped'
        }),
    ),
    failed: computed(() =>
      ofRun.value.flatMap(({ key, look: { state, failure } }) =>
        state.value === 'failed' && failure.value !== null ? [{ key, failure: failure.value }] : [],
      ),
    ),
    unseen: computed(() =>
      ofRun.value.flatMap(({ key, look }) => look.unseen.value.map((each) => ({ ...each, key }))),
    ),
    /** How many users aren't listed. */
    more: computed(() => ofRun.value.reduce((sum, { look }) => sum + look.more.value, 0)),
    /** Ends the searches. Secrets that are chosen later aren't searched either. */
    skip(): void {
      isHeld.value = true
      waiting.length = 0
      for (const look of looks.values()) look.stop()
    },
    /** Repeats the search for those that couldn't be seen completely, or were skipped. */
    again(): void {
      for (const { at, look } of ofRun.value) {
        const { value: state } = look.state
        const isPartial = state !== 'done' || look.unseen.value.length > 0
        if (isPartial && state !== 'looking') waiting.push(at)
      }
      isHeld.value = false
      search(secrets())
    },
    leave(): void {
      waiting.length = 0
      stops.forEach((stop) => stop())
      for (const look of looks.values()) look.stop()
    },
  }
}
