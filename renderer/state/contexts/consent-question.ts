import { ref, shallowRef, watch } from 'vue'
import type { Health } from '../../../shared/contract/cluster.ts'
import type { Failure, FailureOf } from '../../../shared/failure.ts'
import type { Api } from '../../api.ts'

/** What a kubeconfig needs that only the user can allow. */
export type Question = FailureOf<'plugin-not-allowed'> | FailureOf<'files-not-allowed'>

interface Deps {
  api: Pick<Api, 'contexts'>
  openContext: {
    readonly context: string
    readonly health: Health | null
    readonly isComplete: boolean
    retry: () => Promise<void>
  }
}

/** Whether a failure is actually a question for the user. */
export const isQuestion = (failure: Failure): failure is Question =>
  failure.code === 'plugin-not-allowed' || failure.code === 'files-not-allowed'

/** The open context's request for consent, asked once for exactly what is shown. */
export function createConsentQuestion({ api, openContext }: Deps) {
  /** The open question, `null` for none. It stays while the kubeconfig is only reread. */
  const asked = shallowRef<Question | null>(null)
  const isShown = ref(false)
  const isAllowing = ref(false)
  const failure = shallowRef<Failure | null>(null)
  /** What the dialog showed automatically. It does so only once, and never over existing rows. */
  let shownByItself = ''

  function ask(question: Question | null): void {
    if (question === null) isShown.value = false
    // Rereading the same isn't a new question.
    if (question?.fingerprint !== asked.value?.fingerprint) failure.value = null
    asked.value = question
    if (question === null || openContext.isComplete || question.fingerprint === shownByItself) return
    shownByItself = question.fingerprint
    isShown.value = true
  }

  watch(
    () => openContext.context,
    () => {
      shownByItself = ''
      ask(null)
    },
    { flush: 'sync' },
  )
  watch(
    () => openContext.health,
    (health) => {
      const isReading = health?.state === 'connecting' && health.step === 'kubeconfig'
      if (health?.state === 'failed' && isQuestion(health.failure)) ask(health.failure)
      else if (!isReading) ask(null)
    },
    { flush: 'sync', immediate: true },
  )

  /** Allows what is shown and reopens the context. */
  async function allow(): Promise<void> {
    const { context } = openContext
    if (asked.value === null || isAllowing.value) return
    isAllowing.value = true
    failure.value = null
    const { fingerprint } = asked.value
    const result = await api.contexts.allow({ context, fingerprint })
    isAllowing.value = false
    if (context !== openContext.context) return
    // The question has changed. Reopening the context shows the new one.
    const isOther = !result.ok && isQuestion(result.failure)
    if (!result.ok && !isOther) {
      failure.value = result.failure
      return
    }
    isShown.value = false
    await openContext.retry()
  }

  return { asked, isShown, isAllowing, failure, allow }
}
