import { spanText, whenText } from '../age.ts'
import { certificateRuleText } from './certificate-rules.ts'
import type { FailureContext, FailureTexts } from './failure-text-shape.ts'
import { clusterName, hostOf, sentence, systemReason, words } from './failure-wording.ts'

const nothingRead = 'Nothing was read.'

/** Why a proxy failed: an answer, a code of the system, or a rule that its certificate breaks. */
function proxyReason(reason: string): string {
  if (reason.startsWith('certificate '))
    return `Its certificate isn’t trusted. ${certificateRuleText(reason.slice(12))}`
  if (reason === 'HTTP 407')
    return 'It needs a username and password, or refused those in its address (HTTP 407)'
  return systemReason(reason)
}

const expired = (expiredAt: string, place: FailureContext): string =>
  expiredAt === '' ? '' : `It expired ${whenText(expiredAt, place.now)}. `

/** Failures on the way to the cluster: names, connections, certificates, proxies. */
export const connectionTexts: FailureTexts<
  | 'name-not-resolved'
  | 'connection-refused'
  | 'connection-cut'
  | 'no-answer'
  | 'certificate-untrusted'
  | 'certificate-expired'
  | 'certificate-not-yet-valid'
  | 'clock-wrong'
  | 'certificate-other-host'
  | 'client-certificate-expired'
  | 'client-certificate-refused'
  | 'tls-failed'
  | 'proxy-failed'
> = {
  'name-not-resolved': ({ host }) =>
    words(
      `Can’t find ${host}`,
      'The name can’t be resolved on this network. Check your VPN, and whether the cluster still exists.',
    ),
  'connection-refused': ({ server }) =>
    words(
      `${hostOf(server)} refused the connection`,
      'The host is up, but nothing listens on this port. The API server may be down.',
    ),
  'connection-cut': ({ server }, place) =>
    words(
      `${clusterName(place.context, server)} closed the connection`,
      'The answer was cut off. A firewall or a proxy may have closed the connection.',
    ),
  'no-answer': ({ server, seconds }, place) =>
    words(
      `${clusterName(place.context, server)} isn’t responding`,
      `${hostOf(server)} didn’t answer${seconds > 0 ? ` within ${seconds} s` : ''}. Check your VPN. The API server may be overloaded.`,
    ),
  'certificate-untrusted': ({ server, reason }, place) =>
    words(
      `The certificate of ${clusterName(place.context, server)} isn’t trusted`,
      `${sentence(certificateRuleText(reason))} Check certificate-authority in the kubeconfig. ${nothingRead}`,
    ),
  'certificate-expired': ({ server, expiredAt }, place) =>
    words(
      `The certificate of ${clusterName(place.context, server)} has expired`,
      `${expired(expiredAt, place)}Only the cluster’s administrators can renew it. ${nothingRead}`,
    ),
  'certificate-not-yet-valid': ({ server, validFrom }, place) =>
    words(
      `The certificate of ${clusterName(place.context, server)} isn’t valid yet`,
      `${validFrom === '' ? '' : `It becomes valid ${whenText(validFrom, place.now)}. `}The clock of this computer or of the cluster may be wrong. ${nothingRead}`,
    ),
  'clock-wrong': ({ server, minutes, direction, of }, place) => {
    const name = clusterName(place.context, server)
    const difference = spanText(minutes * 60_000).replace(/ min$/, ' minutes')
    const effect =
      of === 'certificate'
        ? `That’s why the certificate of ${name} seems to be ${direction === 'behind' ? 'not valid yet' : 'expired'}.`
        : `That’s why ${name} refused the sign-in: tokens are valid for a limited time.`
    return words(
      `This computer’s clock is ${difference} ${direction === 'ahead' ? 'ahead of' : 'behind'} the clock of ${name}`,
      `${effect} Set this computer’s time, preferably from the network, and try again. ${nothingRead}`,
    )
  },
  'certificate-other-host': ({ server, reason }, place) =>
    words(
      `The certificate of ${clusterName(place.context, server)} is for a different host`,
      `${sentence(reason)} The kubeconfig may need tls-server-name. ${nothingRead}`,
    ),
  'client-certificate-expired': ({ user, expiredAt }, place) =>
    words(
      `The certificate of ${user} has expired`,
      `${expired(expiredAt, place)}Get a new one and put it into the kubeconfig. ${nothingRead}`,
      ['try-again', 'other-cluster'],
      'Signed out',
    ),
  'client-certificate-refused': ({ user, server }, place) =>
    words(
      `${clusterName(place.context, server)} refused the certificate of ${user}`,
      `It may have been issued for another cluster. ${nothingRead}`,
      ['try-again', 'other-cluster'],
      'Signed out',
    ),
  'tls-failed': ({ server, reason }, place) =>
    words(
      `Couldn’t make a secure connection to ${clusterName(place.context, server)}`,
      `${sentence(reason)} ${hostOf(server)} may not use TLS. ${nothingRead}`,
    ),
  'proxy-failed': ({ proxy, reason }) =>
    words(
      `The proxy ${hostOf(proxy)} refused the connection`,
      `${sentence(proxyReason(reason))} The cluster wasn’t reached. Check proxy-url in the kubeconfig, or HTTPS_PROXY.`,
    ),
}
