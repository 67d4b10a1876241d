import { ref, shallowRef, watch } from 'vue'
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
  /** The command that waits for an answer, `null` for none. It stays while the kubeconfig is only read again. */
  const asked = shallowRef<FailureOf<'plugin-not-allowed'> | null>(null)
  /** Shown in a dialog, where rows stand in the place of the content. */
  const isShown = ref(false)
  const isAllowing = ref(false)
  const failure = shallowRef<Failure | null>(null)

  function ask(command: FailureOf<'plugin-not-allowed'> | null): void {
    if (command === null) isShown.value = false
    // What is read anew and is the same is no other question.
    if (command?.fingerprint !== asked.value?.fingerprint) failure.value = null
    asked.value = command
  }

  watch(
    () => credentials.context,
    () => ask(null),
    { flush: 'sync' },
  )
  watch(
    () => credentials.health,
    (health) => {
      const isReading = health?.state === 'connecting' && health.step === 'kubeconfig'
      if (health?.state === 'failed' && health.failure.code === 'plugin-not-allowed') ask(health.failure)
      else if (!isReading) ask(null)
    },
    { flush: 'sync', immediate: true },
  )

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
