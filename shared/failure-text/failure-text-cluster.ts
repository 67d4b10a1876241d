import { spanText, whenText } from '../age.ts'
import type { FailureDetails } from '../failure.ts'
import type { FailureTexts } from './failure-text-shape.ts'
import { counted, grouped } from '../number-text.ts'
import { clusterName, hostOf, sentence, words } from './failure-wording.ts'

const noLockout = 'Credenza won’t try again by itself, so your account isn’t locked out.'

/** Failures that the cluster, or something in its place, returned. */
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
      `${user} can’t ${verb} ${resource}${namespace === '' ? '' : ` in ${namespace}`}`,
      `Ask your administrator for the verb ${verb} on ${resource}${namespace === '' ? ', in the whole cluster or in the namespaces you need' : ''}.`,
      verb === 'list' && resource === 'secrets'
        ? ['name-namespaces', 'try-again', 'other-cluster']
        : ['try-again', 'other-cluster'],
      'Refused',
    ),
  'not-found': ({ what }) =>
    words(`${what} doesn’t exist`, 'It may have just been deleted, or the address is wrong.'),
  'too-many-requests': ({ server, seconds }, place) =>
    words(
      `${clusterName(place.context, server)} is limiting requests`,
      `Retrying lists in ${seconds} s. Wait until then before you try again.`,
    ),
  'version-expired': ({ what }) =>
    words('The list became too old to continue', `${sentence(what)} Refresh the list.`),
  'server-error': ({ server, status, reason }, place) =>
    words(
      `${clusterName(place.context, server)} reported an internal error`,
      `It answered ${status}${reason === '' ? '' : ` ${reason}`}. Tell the cluster’s administrators.`,
    ),
  'not-kubernetes': ({ server, status, contentType }) =>
    words(
      `${hostOf(server)} isn’t a Kubernetes cluster`,
      `It answered ${status}${contentType === '' ? '' : ` with ${contentType}`}. It may be the page of a proxy or a sign-in portal.`,
    ),
  redirected: ({ server, status, target }) =>
    words(
      `${hostOf(server)} redirects to ${target === '' ? 'another address' : target}`,
      `It answered with HTTP ${status}. Credenza doesn’t follow it, because your sign-in would go to another host. If the API server moved, change its address in the kubeconfig. Nothing was read.`,
    ),
  'answer-too-large': ({ server, what, limit }, place) =>
    words(
      `${clusterName(place.context, server)} has more than ${limitText(what, limit)}, so reading stopped`,
      `What was read so far is shown. ${raiseText(what)}`,
      ['try-again', 'other-cluster'],
      'Stopped',
    ),
  'answer-garbled': ({ server, reason }, place) =>
    words(
      `Can’t read the answer from ${clusterName(place.context, server)}`,
      `${sentence(reason)} It was cut off, or something on the way changed it.`,
    ),
  refused: ({ server, status, reason }, place) =>
    words(
      `${clusterName(place.context, server)} refused the request`,
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
    ? 'A healthy cluster doesn’t answer like this.'
    : `If the cluster really has that many, set ${variable} to a larger number and restart Credenza.`
}
