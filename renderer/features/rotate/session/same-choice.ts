import { computed, ref, shallowRef } from 'vue'
import type { CredentialAt } from '../../../../shared/contract/life.ts'
import type { SameSecret, SameSecrets } from '../../../../shared/contract/rotation.ts'
import type { Api } from '../../../api.ts'

/** Identifies a secret in a run. */
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

/** The other secrets with the value that is replaced, or with the same name, and which of them to rotate too. */
export function createSameChoice({ api, context, secret }: Deps) {
  const known = shallowRef<SameSecrets | null>(null)
  const keys = ref<ReadonlySet<string>>(new Set())
  let search = Promise.resolve()

  async function find(): Promise<void> {
    const result = await api.same({ context, ...secret })
    known.value = result.ok ? result.value : noneOf(result)
    // By default, credentials with the same value are included. One with the same name may be something else, a
    // secret that isn't a credential may be somebody else's, and a managed one would be restored.
    const found = known.value.found.filter(
      ({ is, has, keptBy }) => is === 'credential' && has === 'value' && keptBy === '',
    )
    keys.value = new Set(found.map(({ at }) => placeKey(at)))
  }

  return {
    /** `null` until known. */
    known,
    chosen: computed(() => (known.value?.found ?? []).filter(({ at }) => keys.value.has(placeKey(at)))),
    isChosen: ({ at }: SameSecret) => keys.value.has(placeKey(at)),
    find: () => (search = find()),
    /** Resolves when a search under way is over. */
    found: () => search,
    choose({ at }: SameSecret, isIt: boolean): void {
      const next = new Set(keys.value)
      if (isIt) next.add(placeKey(at))
      else next.delete(placeKey(at))
      keys.value = next
    },
  }
}
