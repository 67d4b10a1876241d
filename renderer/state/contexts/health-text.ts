import type { Health } from '../../../shared/contract/cluster.ts'
import { failureText } from '../../../shared/failure-text/failure-text.ts'
import { isQuestion } from './consent-question.ts'
import { clockText, tickText } from '../../../shared/age.ts'

/** A state as one word with a dot. */
export interface StateWord {
  word: string
  tone: 'good' | 'warn' | 'bad' | 'off'
}

/**
 * The word in the status bar and the switcher. `null`: no context is open. A list that broke off without rows isn't
 * partial: like the page, it shows the failure.
 */
export function healthWord(health: Health | null, context: string, hasRows: boolean): StateWord {
  if (health === null) return { word: 'No cluster', tone: 'off' }
  switch (health.state) {
    case 'connecting':
      return { word: 'Connecting', tone: 'warn' }
    case 'listing':
      return { word: 'Loading', tone: 'warn' }
    case 'live':
      return { word: 'Live', tone: 'good' }
    case 'reconnecting':
      return { word: 'Reconnecting', tone: 'warn' }
    case 'stale':
      return { word: 'Silent', tone: 'warn' }
    case 'partial':
      return hasRows
        ? { word: 'Partial', tone: 'warn' }
        : { word: failureText(health.failure, { context, now: 0 }).state, tone: 'bad' }
    case 'failed': {
      const { state } = failureText(health.failure, { context, now: 0 })
      const isAtRest = state === 'Stopped' || isQuestion(health.failure)
      return { word: state, tone: isAtRest ? 'off' : 'bad' }
    }
  }
}

/** The time of the list, for the status bar. Empty if the counts are enough. Without rows, why there are none. */
export function asOfText(health: Health, context: string, hasRows: boolean, now: number): string {
  switch (health.state) {
    case 'connecting':
      return health.step === 'answer' || health.step === 'list'
        ? 'Waiting for an answer'
        : 'Not contacted yet'
    case 'listing':
      return ''
    case 'live':
      return 'as of now'
    case 'reconnecting':
    case 'stale': {
      const age = now - Date.parse(health.asOf)
      return `as of ${clockText(health.asOf, true)}, ${tickText(age)} ago`
    }
    case 'partial':
      return hasRows ? 'the list is incomplete' : failureText(health.failure, { context, now }).title
    case 'failed':
      return health.asOf === '' ? 'Nothing was read' : `last list at ${clockText(health.asOf, true)}`
  }
}

/** The time of the next attempt in a sentence. Empty if there is none. */
export function nextTryText(nextTryAt: string, now: number): string {
  const wait = Date.parse(nextTryAt) - now
  if (Number.isNaN(wait)) return ''
  return wait < 1000 ? 'Trying now.' : `Next try in ${tickText(wait)}.`
}

/** How long the cluster has sent nothing, in a sentence. */
export const silenceText = (health: Health & { state: 'stale' }, context: string, now: number): string =>
  `${context} hasn’t sent anything for ${tickText(now - Date.parse(health.asOf))}.`
