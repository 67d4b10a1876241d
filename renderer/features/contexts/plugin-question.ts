import { computed, ref, shallowRef } from 'vue'
import type { Health } from '../../../shared/contract/credentials.ts'
import type { Failure, FailureOf } from '../../../shared/failure.ts'
import type { Api } from '../../api.ts'

interface Needs {
  api: Pick<Api, 'contexts'>
  credentials: {
    readonly context: string
    readonly health: Health | null
    refresh: () => Promise<void>
  }
}

/** Whether the open context may run the program that its kubeconfig names: asked once for exactly this command. */
export function createPluginQuestion({ api, credentials }: Needs) {
  /** The command that waits for an answer, `null` for none. */
  const asked = computed<FailureOf<'plugin-not-allowed'> | null>(() => {
    const { health } = credentials
    if (health?.state !== 'failed' || health.failure.code !== 'plugin-not-allowed') return null
    return health.failure
  })
  /** Shown in a dialog, where rows stand in the place of the content. */
  const isShown = ref(false)
  const isAllowing = ref(false)
  const failure = shallowRef<Failure | null>(null)

  /** Allows the command that is shown and opens the context again. */
  async function allow(): Promise<void> {
    const { context } = credentials
    if (asked.value === null || isAllowing.value) return
    isAllowing.value = true
    failure.value = null
    const { fingerprint } = asked.value
    const result = await api.contexts.allowPlugin({ context, fingerprint })
    isAllowing.value = false
    if (context !== credentials.context) return
    // Another command by now: opening the context again shows that one.
    const isOther = !result.ok && result.failure.code === 'plugin-not-allowed'
    if (!result.ok && !isOther) {
      failure.value = result.failure
      return
    }
    isShown.value = false
    await credentials.refresh()
  }

  return { asked, isShown, isAllowing, failure, allow }
}
