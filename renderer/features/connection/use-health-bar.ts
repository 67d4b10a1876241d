import { computed, type ComputedRef } from 'vue'
import { clockText, tickText } from '../../../shared/age.ts'
import type { Health } from '../../../shared/contract/cluster.ts'
import { failureText, type FailureAction } from '../../../shared/failure-text/failure-text.ts'
import type { FailureContext } from '../../../shared/failure-text/failure-text-shape.ts'
import { counted } from '../../../shared/number-text.ts'
import { isQuestion } from '../../state/contexts/consent-question.ts'
import { nextTryText, silenceText } from '../../state/contexts/health-text.ts'
import { useOpenContext } from '../../state/open-context/open-context.store.ts'
import { useContextLook } from '../../ui/context-look.ts'
import type { IconName } from '../../ui/icon-paths.ts'
import { useNow } from '../../ui/use-now.ts'

/** What is said above stale or incomplete rows. */
interface HealthBar {
  tone: 'warn' | 'bad'
  icon: IconName
  title: string
  text: string
  said: string
  /** Without what ticks: for screen readers. */
  heard: string
  actions: readonly FailureAction[]
}

type Untold = 'connecting' | 'listing'

function barOf(health: Exclude<Health, { state: Untold }>, place: FailureContext): HealthBar | null {
  const { now } = place
  switch (health.state) {
    case 'reconnecting': {
      const text = `${failureText(health.failure, place).title}.`
      const lost = tickText(now - Date.parse(health.since))
      return {
        tone: 'warn',
        icon: 'offline',
        title: `Connection lost ${lost} ago. ${nextTryText(health.nextTryAt, now)}`,
        text,
        said: health.failure.said ?? '',
        heard: text,
        actions: ['try-again'],
      }
    }
    case 'stale': {
      const title = silenceText(health, place.context, now)
      const text = `The list is from ${clockText(health.asOf, true)}.`
      return { tone: 'warn', icon: 'clock', title, text, said: '', heard: text, actions: ['try-again'] }
    }
    case 'partial': {
      const words = failureText(health.failure, place)
      const [title, text] = ['The list is incomplete.', `${words.title}. ${words.text}`]
      return {
        tone: 'warn',
        icon: 'issue',
        title,
        text: `${text} ${nextTryText(health.nextTryAt, now)}`,
        said: health.failure.said ?? '',
        heard: `${title} ${text}`,
        actions: ['try-again'],
      }
    }
    case 'failed': {
      const words = failureText(health.failure, place)
      const isAsking = isQuestion(health.failure)
      return {
        tone: isAsking ? 'warn' : 'bad',
        icon: isAsking ? 'terminal' : 'error',
        title: `${words.title}.`,
        text: words.text,
        said: health.failure.said ?? '',
        heard: `${words.title}. ${words.text}`,
        actions: words.actions,
      }
    }
    case 'live': {
      const { leftOut = 0 } = health
      if (leftOut === 0) return null
      const title = `${counted(leftOut, 'row is', 'rows are')} left out.`
      const text = `Kubernetes doesn’t allow ${leftOut === 1 ? 'its name or namespace' : 'their names or namespaces'}. Check that ${place.context} is the right cluster.`
      return { tone: 'warn', icon: 'issue', title, text, said: '', heard: `${title} ${text}`, actions: [] }
    }
  }
}

/** The bar above the rows of the open list. `null` if they are current and complete. */
export function useHealthBar(): ComputedRef<HealthBar | null> {
  const openContext = useOpenContext()
  const now = useNow(1000)
  const lookOf = useContextLook()
  return computed<HealthBar | null>(() => {
    const { health, refreshFailure } = openContext
    const place = { context: lookOf(openContext.context).name, now: now.value }
    const isTold = health !== null && health.state !== 'connecting' && health.state !== 'listing'
    const found = isTold ? barOf(health, place) : null
    if (found !== null || refreshFailure === null) return found
    const words = failureText(refreshFailure, place)
    const title = `Couldn’t refresh the list. ${words.title}.`
    return {
      tone: 'bad',
      icon: 'error',
      title,
      text: words.text,
      said: refreshFailure.said ?? '',
      heard: `${title} ${words.text}`,
      actions: ['try-again'],
    }
  })
}
