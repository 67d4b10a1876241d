import { spanText, whenText } from '../age.ts'
import { certificateRuleText } from './certificate-rules.ts'
import type { FailureContext, FailureTexts } from './failure-text-shape.ts'
import { clusterName, hostOf, sentence, words } from './failure-wording.ts'
import { cutOffText, proxyReason, unansweredText, unresolvedText, wayTitles } from './way-text.ts'

const nothingRead = 'Nothing was read.'

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
      wayTitles['name-not-resolved'](host),
      `${unresolvedText} Check your VPN, and whether the cluster still exists.`,
    ),
  'connection-refused': ({ server }) =>
    words(
      wayTitles['connection-refused'](hostOf(server)),
      'The host is up, but nothing listens on this port. The API server may be down.',
    ),
  'connection-cut': ({ server }, place) =>
    words(wayTitles['connection-cut'](clusterName(place.context, server)), cutOffText),
  'no-answer': ({ server, seconds }, place) =>
    words(
      wayTitles['no-answer'](clusterName(place.context, server)),
      `${unansweredText(hostOf(server), seconds)} The API server may be overloaded.`,
    ),
  'certificate-untrusted': ({ server, reason }, place) =>
    words(
      wayTitles['certificate-untrusted'](clusterName(place.context, server)),
      `${sentence(certificateRuleText(reason))} Check certificate-authority in the kubeconfig. ${nothingRead}`,
    ),
  'certificate-expired': ({ server, expiredAt }, place) =>
    words(
      wayTitles['certificate-expired'](clusterName(place.context, server)),
      `${expired(expiredAt, place)}Only the cluster’s administrators can renew it. ${nothingRead}`,
    ),
  'certificate-not-yet-valid': ({ server, validFrom }, place) =>
    words(
      wayTitles['certificate-not-yet-valid'](clusterName(place.context, server)),
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
      wayTitles['certificate-other-host'](clusterName(place.context, server)),
      `${sentence(reason)} The kubeconfig may need tls-server-name. ${nothingRead}`,
    ),
  'client-certificate-expired': ({ user, expiredAt }, place) =>
    words(
      wayTitles['certificate-expired'](user),
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
      wayTitles['tls-failed'](clusterName(place.context, server)),
      `${sentence(reason)} ${hostOf(server)} may not use TLS. ${nothingRead}`,
    ),
  'proxy-failed': ({ proxy, reason }) =>
    words(
      wayTitles['proxy-failed'](hostOf(proxy)),
      `${proxyReason(reason)} The cluster wasn’t reached. Check proxy-url in the kubeconfig, or HTTPS_PROXY.`,
    ),
}
