import { computed, ref, shallowRef } from 'vue'
import type { CredentialAt } from '../../../../shared/contract/life.ts'
import type { SameSecret, SameSecrets } from '../../../../shared/contract/rotation.ts'
import type { Api } from '../../../api.ts'

/** Names a secret among those of a run. */
export const placeKey = ({ namespace, name }: Pick<CredentialAt, 'namespace' | 'name'>) =>
  `${namespace}/${name}`

interface Deps {
  api: Pick<Api['rotation'], 'same'>
  context: string
  secret: Pick<CredentialAt, 'namespace' | 'name'>
}

const noneOf = (
  result: Extract<Awaited<ReturnType<Api['rotation']['same']>>, { ok: false }>,
): SameSecrets => ({
  ...{ found: [], unread: { count: 1, failure: result.failure }, unlisted: null },
})

/** The other secrets that hold the value that is replaced, or have the same name, and which of them are rotated too. */
export function createSameChoice({ api, context, secret }: Deps) {
  const known = shallowRef<SameSecrets | null>(null)
  const keys = ref<ReadonlySet<string>>(new Set())

  return {
    /** `null` until it is known. */
    known,
    chosen: computed(() => (known.value?.found ?? []).filter(({ at }) => keys.value.has(placeKey(at)))),
    isChosen: ({ at }: SameSecret) => keys.value.has(placeKey(at)),
    async find(): Promise<void> {
      const result = await api.same({ context, ...secret })
      known.value = result.ok ? result.value : noneOf(result)
      // A credential of the same value is left behind otherwise. One of the same name may be something else, a secret that
      // is no credential may be somebody else's, and what something else keeps would be put back.
      const found = known.value.found.filter(
        ({ is, has, keptBy }) => is === 'credential' && has === 'value' && keptBy === '',
      )
      keys.value = new Set(found.map(({ at }) => placeKey(at)))
    },
    choose({ at }: SameSecret, isIt: boolean): void {
      const next = new Set(keys.value)
      if (isIt) next.add(placeKey(at))
      else next.delete(placeKey(at))
      keys.value = next
    },
  }
}
