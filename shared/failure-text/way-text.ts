import { certificateRuleText } from './certificate-rules.ts'
import { sentence, systemReason } from './failure-wording.ts'

/** Titles of failures on the way to a server, which is a cluster or a registry. */
export const wayTitles = {
  'name-not-resolved': (host: string) => `Can’t find ${host}`,
  'connection-refused': (name: string) => `${name} refused the connection`,
  'connection-cut': (name: string) => `${name} closed the connection`,
  'no-answer': (name: string) => `${name} isn’t responding`,
  'certificate-untrusted': (name: string) => `The certificate of ${name} isn’t trusted`,
  'certificate-expired': (name: string) => `The certificate of ${name} has expired`,
  'certificate-not-yet-valid': (name: string) => `The certificate of ${name} isn’t valid yet`,
  'certificate-other-host': (name: string) => `The certificate of ${name} is for a different host`,
  'tls-failed': (name: string) => `Couldn’t make a secure connection to ${name}`,
  'proxy-failed': (host: string) => `The proxy ${host} refused the connection`,
} as const

export const unresolvedText = 'The name can’t be resolved on this network.'
export const cutOffText = 'The answer was cut off. A firewall or a proxy may have closed the connection.'
export const unansweredText = (name: string, seconds: number): string =>
  `${name} didn’t answer${seconds > 0 ? ` within ${seconds} s` : ''}. Check your VPN.`

/** Why a proxy failed: an answer, a system error code, or a certificate rule. One or two sentences. */
export function proxyReason(reason: string): string {
  if (reason.startsWith('certificate '))
    return `Its certificate isn’t trusted. ${sentence(certificateRuleText(reason.slice('certificate '.length)))}`
  if (reason === 'HTTP 407')
    return 'It needs a username and password, or refused those in its address (HTTP 407).'
  return sentence(systemReason(reason))
}
