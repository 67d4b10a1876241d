import { watch } from 'vue'
import type { Health } from '../../../shared/contract/cluster.ts'
import type { FailureCode } from '../../../shared/failure.ts'
import { isQuestion } from './consent-question.ts'

interface Deps {
  openContext: {
    readonly context: string
    readonly health: Health | null
    retry: () => Promise<void>
  }
}

/** What a person stopped stays stopped, and a failing plugin isn't rerun automatically. */
const notRetried: readonly FailureCode[] = ['cancelled', 'plugin-failed', 'plugin-timeout', 'plugin-rubbish']

/**
 * Retries a failed context when the kubeconfig has changed, since it may contain a new token. Once per change, and
 * never with a sign-in plugin, which may itself write the file.
 */
export function createRetryOnNews({ openContext }: Deps) {
  let hasNews = false
  let ranPlugin = false

  function retry(): void {
    const { health } = openContext
    if (!hasNews || health?.state !== 'failed') return
    hasNews = false
    const isRefused = notRetried.includes(health.failure.code) || (ranPlugin && !isQuestion(health.failure))
    if (!isRefused) void openContext.retry()
  }

  watch(
    () => openContext.context,
    () => {
      hasNews = false
      ranPlugin = false
    },
    { flush: 'sync' },
  )
  watch(
    () => openContext.health,
    (health) => {
      if (health?.state === 'connecting' && health.plugin !== '') ranPlugin = true
    },
    { flush: 'sync' },
  )
  watch(() => openContext.health, retry)

  return {
    /** Call it when the kubeconfig has changed. */
    tell(): void {
      hasNews = true
      retry()
    },
  }
}
