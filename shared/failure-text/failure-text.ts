import { visibleLines, visibleText } from '../visible-text.ts'
import type { Failure, FailureCode, FailureOf } from '../failure.ts'
import { clusterTexts } from './failure-text-cluster.ts'
import { connectionTexts } from './failure-text-connection.ts'
import { consentTexts } from './failure-text-consent.ts'
import { kubeconfigTexts } from './failure-text-kubeconfig.ts'
import { machineTexts } from './failure-text-machine.ts'
import { secretTexts } from './failure-text-secrets.ts'
import { snapshotTexts } from './failure-text-snapshots.ts'
import type { FailureAction, FailureContext, FailureText, FailureTexts } from './failure-text-shape.ts'
import { writeTexts } from './failure-text-writes.ts'

export type { FailureAction, FailureContext } from './failure-text-shape.ts'

const texts: FailureTexts<FailureCode> = {
  ...kubeconfigTexts,
  ...consentTexts,
  ...connectionTexts,
  ...clusterTexts,
  ...secretTexts,
  ...snapshotTexts,
  ...writeTexts,
  ...machineTexts,
}

/** The text of a failure of any code. */
export function failureText(failure: Failure, place: FailureContext): FailureText {
  const write = texts[failure.code] as (failure: Failure, place: FailureContext) => FailureText
  const words = write(failure, place)
  // It contains external names and messages.
  return { ...words, title: visibleText(words.title), text: visibleLines(words.text) }
}

/** The labels of the buttons. */
export const actionWords: Readonly<Record<FailureAction, string>> = {
  'try-again': 'Try again',
  'sign-in-again': 'Sign in again',
  'review-plugin': 'Review the command…',
  'review-files': 'Review the files…',
  'name-namespaces': 'Choose namespaces…',
  'name-and-colour': 'Cluster settings…',
  'other-cluster': 'Switch cluster…',
  'open-kubeconfig': 'Open kubeconfig…',
  'read-kubeconfig-again': 'Reload kubeconfig',
}

/**
 * A failure as text to send to someone. It contains no values, since they never reach the window. A plugin's arguments
 * and environment may contain some, so that they are only counted.
 */
export function failureReport(failure: Failure, place: FailureContext, version: string): string {
  const { title, text } = failureText(failure, place)
  const { said, ...facts } = failure
  const rest = facts.code === 'plugin-not-allowed' ? withoutValues(facts) : facts
  const lines = [
    title,
    text,
    said === undefined ? '' : `The cluster said: ${said}`,
    `Context: ${place.context === '' ? 'none' : place.context}`,
    `Credenza ${version}, ${new Date(place.now).toISOString()}`,
    JSON.stringify(rest),
  ]
  return lines.filter((line) => line !== '').join('\n')
}

function withoutValues({ args, environment, clusterConfig, ...facts }: FailureOf<'plugin-not-allowed'>) {
  return {
    ...facts,
    args: args.length,
    environment: environment.map(({ name }) => name),
    hasClusterConfig: clusterConfig !== '',
  }
}
