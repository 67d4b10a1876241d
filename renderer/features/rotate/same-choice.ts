import { computed, ref, shallowRef } from 'vue'
import type { CredentialAt } from '../../../shared/contract/life.ts'
import type { SameCredential, SameCredentials } from '../../../shared/contract/rotation.ts'
import type { Api } from '../../api.ts'

/** Names a secret among those of a run. */
export const placeKey = ({ namespace, name }: Pick<CredentialAt, 'namespace' | 'name'>) =>
  `${namespace}/${name}`

interface Deps {
  api: Pick<Api['rotation'], 'same'>
  context: string
  secret: Pick<CredentialAt, 'namespace' | 'name'>
}

/** The other credentials that hold the value that is replaced, or have the same name, and which of them are rotated too. */
export function createSameChoice({ api, context, secret }: Deps) {
  const known = shallowRef<SameCredentials | null>(null)
  const keys = ref<ReadonlySet<string>>(new Set())

  return {
    /** `null` until it is known. */
    known,
    chosen: computed(() => (known.value?.found ?? []).filter(({ at }) => keys.value.has(placeKey(at)))),
    isChosen: ({ at }: SameCredential) => keys.value.has(placeKey(at)),
    async find(): Promise<void> {
      const result = await api.same({ context, ...secret })
      known.value = result.ok ? result.value : { found: [], unread: { count: 1, failure: result.failure } }
      // One of the same value is left behind otherwise. One of the same name may be something else, and what something
      // else keeps would be put back.
      const found = known.value.found.filter(({ has, keptBy }) => has === 'value' && keptBy === '')
      keys.value = new Set(found.map(({ at }) => placeKey(at)))
    },
    choose({ at }: SameCredential, isIt: boolean): void {
      const next = new Set(keys.value)
      if (isIt) next.add(placeKey(at))
      else next.delete(placeKey(at))
      keys.value = next
    },
  }
}
