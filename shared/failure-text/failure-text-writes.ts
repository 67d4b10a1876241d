import type { FailureTexts } from './failure-text-shape.ts'
import { clusterName, words } from './failure-wording.ts'

/** How the answer to a request was lost. `cause` is the code of the failure that occurred instead. */
function lossText(cause: string, cluster: string): string {
  switch (cause) {
    case 'connection-cut':
      return `The connection to ${cluster} was lost after the request was sent.`
    case 'no-answer':
      return `The request was sent, but ${cluster} didn’t answer in time.`
    case 'cancelled':
      return `You cancelled it after the request was sent to ${cluster}.`
    case 'server-error':
      return `${cluster} received the request and reported an internal error.`
    default:
      return `The request was sent to ${cluster}, but the answer can’t be read.`
  }
}

/** Refusals and lost answers of writes. */
export const writeTexts: FailureTexts<
  | 'conflict'
  | 'already-exists'
  | 'invalid'
  | 'too-large'
  | 'quota-exceeded'
  | 'quota-busy'
  | 'admission-refused'
  | 'namespace-terminating'
  | 'outcome-unknown'
> = {
  conflict: ({ what }) =>
    words(`Someone else changed ${what}`, 'Nothing was written. Review the current version, then decide.', [
      'try-again',
    ]),
  'already-exists': ({ what }) =>
    words(`${what} already exists`, 'Nothing was written. Choose another name.', []),
  invalid: ({ what, fields }) =>
    words(
      `The cluster rejected ${what}`,
      `${fields.length === 0 ? '' : `It names ${fields.join(', ')}. `}Nothing was written.`,
      [],
    ),
  'too-large': ({ what }) =>
    words(
      `${what} is too large`,
      'The values of a secret can be 1 MiB in total, its annotations 256 KiB. Nothing was written.',
      [],
    ),
  'quota-exceeded': ({ namespace }) =>
    words(
      `The quota of ${namespace} is used up`,
      'Nothing was written. Delete what you no longer need there, or ask for a larger quota.',
      ['try-again'],
      'Refused',
    ),
  'quota-busy': ({ namespace }) =>
    words(
      `The quota of ${namespace} was busy`,
      'Someone else wrote at the same moment. Nothing was written. Try again.',
      ['try-again'],
    ),
  'admission-refused': ({ webhook }) =>
    words(
      'A rule of the cluster rejected it',
      `The admission webhook ${webhook} rejected it. Nothing was written. Its message says what to change.`,
      ['try-again'],
      'Refused',
    ),
  'namespace-terminating': ({ namespace }) =>
    words(
      `The namespace ${namespace} is being deleted`,
      'You can’t add anything there. Choose another scope.',
      [],
      'Refused',
    ),
  'outcome-unknown': ({ server, cause }, place) =>
    words(
      'Couldn’t confirm the change',
      `${lossText(cause, clusterName(place.context, server))} Trying again can’t write it twice.`,
      ['try-again'],
    ),
}
