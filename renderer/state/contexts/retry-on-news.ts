import { watch } from 'vue'
import type { Health } from '../../../shared/contract/cluster.ts'
import type { FailureCode } from '../../../shared/failure.ts'
import { isQuestion } from './consent-question.ts'

interface Deps {
  openContext: {
    readonly context: string
    readonly health: Health | null
    refresh: () => Promise<void>
  }
}

/** What a person stopped stays stopped, and a plugin that fails is not run again by itself. */
const notRetried: readonly FailureCode[] = ['cancelled', 'plugin-failed', 'plugin-timeout', 'plugin-rubbish']

/**
 * Tries a context that failed once more when the kubeconfig was changed: a new token may be in it. Once for each
 * change, and never where a plugin signs in: it may itself be what writes the file.
 */
export function createRetryOnNews({ openContext }: Deps) {
  let hasNews = false
  let ranPlugin = false

  function retry(): void {
    const { health } = openContext
    if (!hasNews || health?.state !== 'failed') return
    hasNews = false
    const isRefused = notRetried.includes(health.failure.code) || (ranPlugin && !isQuestion(health.failure))
    if (!isRefused) void openContext.refresh()
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
    /** The kubeconfig was changed. */
    tell(): void {
      hasNews = true
      retry()
    },
  }
}
