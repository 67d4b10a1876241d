import type { FailureTexts } from './failure-text-shape.ts'
import { clusterName, words } from './failure-wording.ts'

/** How the answer to a request that was sent got lost; `cause` is the code of what came instead. */
function lossText(cause: string, cluster: string): string {
  switch (cause) {
    case 'connection-cut':
      return `The connection to ${cluster} broke after the request was sent.`
    case 'no-answer':
      return `The request was sent, and ${cluster} did not answer in time.`
    case 'cancelled':
      return `You cancelled it after the request was sent to ${cluster}.`
    case 'server-error':
      return `${cluster} took the request and met a fault of its own.`
    default:
      return `The request was sent to ${cluster}, and what came back can’t be read.`
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
    words(
      `${what} was changed by someone else`,
      'Nothing was written. Look at it again as it is now, then decide anew.',
      ['try-again'],
    ),
  'already-exists': ({ what }) =>
    words(`${what} exists already`, 'Nothing was written. Choose another name.', []),
  invalid: ({ what, fields }) =>
    words(
      `The cluster does not accept ${what}`,
      `${fields.length === 0 ? '' : `It names ${fields.join(', ')}. `}Nothing was written.`,
      [],
    ),
  'too-large': ({ what }) =>
    words(
      `${what} is too large`,
      'The values of one secret may have 1 MiB together, and its annotations 256 KiB. Nothing was written.',
      [],
    ),
  'quota-exceeded': ({ namespace }) =>
    words(
      `The quota of ${namespace} is used up`,
      'Nothing was written. Delete what is no longer needed there, or ask for a larger quota.',
      ['try-again'],
      'Refused',
    ),
  'quota-busy': ({ namespace }) =>
    words(
      `The quota of ${namespace} was busy`,
      'Another write was counted at the same moment. Nothing was written. Try again.',
      ['try-again'],
    ),
  'admission-refused': ({ webhook }) =>
    words(
      'A rule of the cluster refused it',
      `The admission webhook ${webhook} said no. Nothing was written. Its words tell what it wants.`,
      ['try-again'],
      'Refused',
    ),
  'namespace-terminating': ({ namespace }) =>
    words(
      `The namespace ${namespace} is being deleted`,
      'Nothing can be written there any more. Choose another scope.',
      [],
      'Refused',
    ),
  'outcome-unknown': ({ server, cause }, place) =>
    words(
      'Whether it was written isn’t known',
      `${lossText(cause, clusterName(place.context, server))} Trying again can’t write it twice.`,
      ['try-again'],
    ),
}
