import { spanText, whenText } from '../age.ts'
import { certificateRuleText } from './certificate-rules.ts'
import type { FailureContext, FailureTexts } from './failure-text-shape.ts'
import { clusterName, hostOf, sentence, systemReason, words } from './failure-wording.ts'

const nothingRead = 'Nothing was read.'

/** Why a proxy failed: an answer, a code of the system, or a rule that its certificate breaks. */
function proxyReason(reason: string): string {
  if (reason.startsWith('certificate '))
    return `Its certificate is not trusted. ${certificateRuleText(reason.slice(12))}`
  if (reason === 'HTTP 407')
    return 'It wants a user and a password, or refused those in its address (HTTP 407)'
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
      `The name ${host} is not known here`,
      'No name server of this network knows it. A VPN may be off, or the kubeconfig names a cluster that is gone.',
    ),
  'connection-refused': ({ server }) =>
    words(
      `Nothing answers at ${hostOf(server)}`,
      'The machine is there, but takes no connection on this port. The API server may be down.',
    ),
  'connection-cut': ({ server }, place) =>
    words(
      `${clusterName(place.context, server)} closed the connection`,
      'It broke off before the answer was complete. A firewall or a proxy between may have cut it.',
    ),
  'no-answer': ({ server, seconds }, place) =>
    words(
      `${clusterName(place.context, server)} does not answer`,
      `${hostOf(server)} said nothing${seconds > 0 ? ` for ${seconds} s` : ''}. A VPN may be off, or the API server overloaded.`,
    ),
  'certificate-untrusted': ({ server, reason }, place) =>
    words(
      `${clusterName(place.context, server)} shows a certificate that is not trusted`,
      `${sentence(certificateRuleText(reason))} Check certificate-authority in the kubeconfig. ${nothingRead}`,
    ),
  'certificate-expired': ({ server, expiredAt }, place) =>
    words(
      `The certificate of ${clusterName(place.context, server)} has expired`,
      `${expired(expiredAt, place)}Only the cluster’s administrators can renew it. ${nothingRead}`,
    ),
  'certificate-not-yet-valid': ({ server, validFrom }, place) =>
    words(
      `The certificate of ${clusterName(place.context, server)} is not valid yet`,
      `${validFrom === '' ? '' : `It will be from ${whenText(validFrom, place.now)}. `}The clock of this machine or of the cluster may be wrong. ${nothingRead}`,
    ),
  'clock-wrong': ({ server, minutes, direction, of }, place) => {
    const name = clusterName(place.context, server)
    const difference = spanText(minutes * 60_000).replace(/ min$/, ' minutes')
    const effect =
      of === 'certificate'
        ? `That is why the certificate of ${name} seems to be ${direction === 'behind' ? 'not valid yet' : 'expired'}.`
        : `That is why ${name} refused the sign-in: what signs in holds for a certain time only.`
    return words(
      `The clock of this machine is ${difference} ${direction === 'ahead' ? 'ahead of' : 'behind'} that of ${name}`,
      `${effect} Set the time of this machine, best from the network, and try again. ${nothingRead}`,
    )
  },
  'certificate-other-host': ({ server, reason }, place) =>
    words(
      `The certificate of ${clusterName(place.context, server)} is for another host`,
      `${sentence(reason)} The kubeconfig may need tls-server-name. ${nothingRead}`,
    ),
  'client-certificate-expired': ({ user, expiredAt }, place) =>
    words(
      `The certificate of ${user} has expired`,
      `${expired(expiredAt, place)}The kubeconfig needs a new one. ${nothingRead}`,
      ['try-again', 'other-cluster'],
      'Signed out',
    ),
  'client-certificate-refused': ({ user, server }, place) =>
    words(
      `${clusterName(place.context, server)} refused the certificate of ${user}`,
      `It may be signed by the authority of another cluster. ${nothingRead}`,
      ['try-again', 'other-cluster'],
      'Signed out',
    ),
  'tls-failed': ({ server, reason }, place) =>
    words(
      `No secure connection to ${clusterName(place.context, server)}`,
      `${sentence(reason)} ${hostOf(server)} may not speak TLS at all. ${nothingRead}`,
    ),
  'proxy-failed': ({ proxy, reason }) =>
    words(
      `The proxy ${hostOf(proxy)} did not let the connection through`,
      `${sentence(proxyReason(reason))} The cluster itself was not reached. Check proxy-url in the kubeconfig, or HTTPS_PROXY.`,
    ),
}
