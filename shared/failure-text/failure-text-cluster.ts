import { spanText, whenText } from '../age.ts'
import type { FailureDetails } from '../failure.ts'
import type { FailureTexts } from './failure-text-shape.ts'
import { counted, grouped } from '../number-text.ts'
import { clusterName, hostOf, sentence, words } from './failure-wording.ts'

const noLockout = 'Credenza won’t try again by itself, so your account isn’t locked out.'

/** Failures that the cluster, or what stands in its place, answered with. */
export const clusterTexts: FailureTexts<
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'too-many-requests'
  | 'version-expired'
  | 'server-error'
  | 'not-kubernetes'
  | 'redirected'
  | 'answer-garbled'
  | 'answer-too-large'
  | 'refused'
> = {
  unauthorized: ({ server, user, expiredAt }, place) => {
    const age = place.now - Date.parse(expiredAt)
    const since = age < 86_400_000 ? `, ${spanText(age).replace(' min', ' minutes')} ago` : ''
    const when = expiredAt === '' ? '' : `It expired ${whenText(expiredAt, place.now)}${since}. `
    return words(
      `${clusterName(place.context, server)} refused the ${expiredAt === '' ? 'sign-in' : 'token'} of ${user}`,
      `${when}Nothing was read. ${noLockout}`,
      ['sign-in-again', 'other-cluster'],
      'Signed out',
    )
  },
  forbidden: ({ user, verb, resource, namespace }) =>
    words(
      `${user} may not ${verb} ${resource}${namespace === '' ? '' : ` in ${namespace}`}`,
      `Ask for the verb ${verb} on ${resource}${namespace === '' ? ' in the whole cluster, or in the namespaces you need' : ''}.`,
      verb === 'list' && resource === 'secrets'
        ? ['name-namespaces', 'try-again', 'other-cluster']
        : ['try-again', 'other-cluster'],
      'Refused',
    ),
  'not-found': ({ what }) =>
    words(`${what} does not exist`, 'It may have been deleted a moment ago, or the address leads elsewhere.'),
  'too-many-requests': ({ server, seconds }, place) =>
    words(
      `${clusterName(place.context, server)} is asked too much`,
      `It wants to be left alone for ${seconds} s. Credenza keeps to that.`,
    ),
  'version-expired': ({ what }) =>
    words('The list grew too old to be continued', `${sentence(what)} It has to be read anew.`),
  'server-error': ({ server, status, reason }, place) =>
    words(
      `${clusterName(place.context, server)} has a fault of its own`,
      `It answered ${status}${reason === '' ? '' : ` ${reason}`}. This is for the cluster’s administrators to look at.`,
    ),
  'not-kubernetes': ({ server, status, contentType }) =>
    words(
      `What answers at ${hostOf(server)} is no Kubernetes cluster`,
      `It answered ${status}${contentType === '' ? '' : ` with ${contentType}`}. It may be the page of a proxy or of a sign-in portal.`,
    ),
  redirected: ({ server, status, target }) =>
    words(
      `${hostOf(server)} redirects to ${target === '' ? 'another address' : target}`,
      `It answered with HTTP ${status}. Credenza does not follow: your sign-in would go to another host. If the API server moved, change its address in the kubeconfig. Nothing was read.`,
    ),
  'answer-too-large': ({ server, what, limit }, place) =>
    words(
      `${clusterName(place.context, server)} has more than ${limitText(what, limit)}: not read to the end`,
      `What came before is shown. ${raiseText(what)}`,
      ['try-again', 'other-cluster'],
      'Stopped',
    ),
  'answer-garbled': ({ server, reason }, place) =>
    words(
      `The answer of ${clusterName(place.context, server)} can’t be read`,
      `${sentence(reason)} It ended early, or something between changed it.`,
    ),
  refused: ({ server, status, reason }, place) =>
    words(
      `${clusterName(place.context, server)} refused`,
      `It answered ${status}${reason === '' ? '' : ` ${reason}`}. Nothing was read.`,
      ['try-again', 'other-cluster'],
      'Refused',
    ),
}

type TooLarge = FailureDetails['answer-too-large']['what']

function limitText(what: TooLarge, limit: number): string {
  switch (what) {
    case 'rows':
      return `${counted(limit, 'row')} in one list`
    case 'pages':
      return `${counted(limit, 'page')} in one list`
    case 'megabytes':
      return `${grouped(limit)} MiB in one list`
    case 'row':
      return `${grouped(limit)} MiB in one row`
    case 'namespaces':
      return counted(limit, 'namespace')
  }
}

const variables: Readonly<Partial<Record<TooLarge, string>>> = {
  rows: 'CREDENZA_MOST_ROWS',
  megabytes: 'CREDENZA_MOST_LIST_MB',
  namespaces: 'CREDENZA_MOST_NAMESPACES',
}

function raiseText(what: TooLarge): string {
  const variable = variables[what]
  return variable === undefined
    ? 'No sound cluster answers like this.'
    : `If the cluster really has that many, start Credenza with a larger number in ${variable}.`
}
