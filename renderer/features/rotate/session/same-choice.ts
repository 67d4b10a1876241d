import { computed, ref, shallowRef } from 'vue'
import type { CredentialAt } from '../../../../shared/contract/life.ts'
import type { SameProgress, SameSecret } from '../../../../shared/contract/rotation.ts'
import type { Api } from '../../../api.ts'

/** Identifies a secret in a run. */
export const placeKey = ({ namespace, name }: Pick<CredentialAt, 'namespace' | 'name'>) =>
  `${namespace}/${name}`

interface Deps {
  api: Pick<Api['rotation'], 'same'>
  context: string
  secret: Pick<CredentialAt, 'namespace' | 'name'>
}

const nothing: SameProgress = {
  ...{ found: [], done: 0, of: 0, unread: { count: 0, failure: null }, unlisted: null },
}

/** In the order of their places. */
const inOrder = (some: readonly SameSecret[]): SameSecret[] =>
  some.toSorted((a, b) => (placeKey(a.at) < placeKey(b.at) ? -1 : 1))

/**
 * By default, credentials with the same value are included. One with the same name may be something else, a secret that
 * isn't a credential may be somebody else's, and a managed one would be restored.
 */
const isIncluded = ({ is, has, keptBy }: SameSecret): boolean =>
  is === 'credential' && has === 'value' && keptBy === ''

/** The other secrets with the value that is replaced, or with the same name, and which of them to rotate too. */
export function createSameChoice({ api, context, secret }: Deps) {
  const heard = shallowRef<SameProgress>(nothing)
  const state = ref<'searching' | 'done' | 'skipped'>('searching')
  /** A person's decisions. */
  const decided = ref<ReadonlyMap<string, boolean>>(new Map())
  let search = Promise.resolve()
  let stop = () => {}

  const take = (told: SameProgress) =>
    void (heard.value = { ...told, found: [...heard.value.found, ...told.found] })

  function find(): Promise<void> {
    stop()
    heard.value = nothing
    state.value = 'searching'
    search = new Promise((resolve) => {
      const over = (how: 'done' | 'skipped') => {
        heard.value = { ...heard.value, found: inOrder(heard.value.found) }
        state.value = how
        resolve()
      }
      const end = api.same(
        { context, ...secret },
        {
          onMessage: take,
          onEnd: () => over('done'),
          onFailure: (failure) => {
            const { unread } = heard.value
            heard.value = { ...heard.value, unread: { count: unread.count + 1, failure } }
            over('done')
          },
        },
      )
      stop = () => {
        if (state.value !== 'searching') return
        end()
        over('skipped')
      }
    })
    return search
  }
  /** What is known once the search is over. `null` until then. */
  const known = computed(() => (state.value === 'searching' ? null : heard.value))
  const isChosen = (each: SameSecret): boolean => decided.value.get(placeKey(each.at)) ?? isIncluded(each)

  return {
    known,
    /** What is known so far. */
    heard,
    /** A person didn't wait for the whole search. What it found until then counts. */
    isSkipped: computed(() => state.value === 'skipped'),
    chosen: computed(() => (known.value?.found ?? []).filter(isChosen)),
    isChosen,
    /** Searches, or searches once more. Decisions stay. */
    find,
    skip: () => stop(),
    /** Resolves when a search under way is over. */
    found: () => search,
    choose: ({ at }: SameSecret, isIt: boolean) =>
      void (decided.value = new Map(decided.value).set(placeKey(at), isIt)),
  }
}
