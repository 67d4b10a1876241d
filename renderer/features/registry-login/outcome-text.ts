import { spanText, whenText } from '../../../shared/age.ts'
import { certificateRuleText } from '../../../shared/failure-text/certificate-rules.ts'
import { grouped } from '../../../shared/number-text.ts'
import type { LoginOutcome, LoginReport, PullVerdict, WayFailure } from '../../../shared/registry-login.ts'
import type { IconName } from '../../ui/icon-paths.ts'

/** What a test found, in words. */
export interface LoginOutcomeText {
  tone: 'plain' | 'warn' | 'bad'
  icon: IconName
  title: string
  /** One paragraph each. */
  texts: string[]
}

type Told = Pick<LoginOutcomeText, 'title'> & { text: string; tone?: LoginOutcomeText['tone'] }
type Of<K extends LoginOutcome['kind']> = Extract<LoginOutcome, { kind: K }>
type Texts = { [K in LoginOutcome['kind']]: (outcome: Of<K>, report: LoginReport, now: number) => Told }

const icons: Readonly<Record<LoginOutcomeText['tone'], IconName>> = {
  plain: 'check',
  warn: 'issue',
  bad: 'error',
}
const byService = (role: string, host: string): string =>
  role === 'token-service' ? ` Its token service, ${host}, says so.` : ''

const texts: Texts = {
  accepted: ({ pull }, { host }) => ({
    title: `${host} accepted this login`,
    text: pull === null ? '' : pullText(pull),
    tone: pull === null || pull.kind === 'allowed' || pull.kind === 'anyone' ? 'plain' : 'warn',
  }),
  'not-asked': ({ pull }, { host }) => ({
    title: `${host} lets anyone in`,
    text: `${pull === null ? '' : `${pullText(pull)} `}So it does not tell whether this login is right. An image that is not public would.`,
    tone: 'warn',
  }),
  'wrong-login': ({ role, host: by }, { host }) => ({
    title: `${host} refused this login`,
    text: `The username or the password is wrong, or the password is no longer valid.${byService(role, by)}`,
  }),
  locked: ({ host, status }) => ({
    title: 'The account is locked',
    text: `${host} refuses it, whatever its password (HTTP ${status}). Who runs the registry can unlock it.`,
  }),
  forbidden: ({ role, host: by }, { host }) => ({
    title: `${host} refused this login without a reason`,
    text: `The account may lack a right, or this computer’s address is not allowed (HTTP 403).${byService(role, by)}`,
  }),
  'rate-limited': ({ host, until }, _, now) => ({
    title: `${host} takes no more requests for now`,
    text: `${until === '' ? 'It does not say until when.' : `It can be asked again ${whenText(until, now)}.`} Whether the login is right was not told (HTTP 429).`,
    tone: 'warn',
  }),
  'no-registry': ({ host, status, contentType }) => ({
    title: `${host} is no registry`,
    text: `It answers ${contentType === '' ? 'with nothing' : `with ${contentType}`} (HTTP ${status}) where a registry answers. A sign-in page of a network may stand in its place.`,
  }),
  redirected: ({ host, status, target }) => ({
    title: `${host} sends on to ${target === '' ? 'another address' : target}`,
    text: `Credenza does not follow, so nothing of the login went there (HTTP ${status}). If that is the registry, enter its address.`,
  }),
  'no-challenge': ({ host, schemes }) => ({
    title: `${host} does not say how to sign in`,
    text:
      schemes.length === 0
        ? 'It refuses without naming a way. It may be no registry.'
        : `It wants ${schemes.join(', ')}. Registries have Basic or a token service.`,
  }),
  'realm-unusable': ({ host, realm }) => ({
    title: `${host} names no usable token service`,
    text: realm === '' ? 'Its address is empty.' : `“${realm}” is no address of one.`,
  }),
  'realm-unencrypted': ({ host, target }) => ({
    title: `${host} wants the login sent without encryption`,
    text: `Its token service is at http://${target}. It was sent nothing.`,
  }),
  'no-token': ({ host, contentType }) => ({
    title: `The token service ${host} gave no token`,
    text: `It took the login and answered ${contentType === '' ? 'with nothing' : `with ${contentType}`} in which there is none.`,
  }),
  'token-refused': ({ host }) => ({
    title: `${host} refuses the token of its own token service`,
    text: 'The token service took the login. The two may differ in their clocks, certificates or names; who runs them can tell.',
  }),
  'server-error': ({ host, status }) => ({
    title: `${host} has a fault`,
    text: `It answered HTTP ${status}. Whether the login is right was not told.`,
  }),
  unreachable: ({ failure, host }) => wayText(failure, host),
}

function pullText({ kind, image, status, limit }: PullVerdict): string {
  const left = limit === null ? '' : ` ${limitText(limit)}`
  switch (kind) {
    case 'allowed':
      return `It may pull ${image}.${left}`
    case 'anyone':
      return `${image} can be pulled without a login.${left}`
    case 'denied':
      return `It may not pull ${image} (HTTP ${status}). The account or the token needs the right to pull.`
    case 'not-found':
      return `There is no ${image}, or the registry does not show it to this login (HTTP ${status}).`
    case 'unclear':
      return `Whether it may pull ${image} was not told (HTTP ${status}).`
  }
}

const limitText = ({ most, left, seconds }: NonNullable<PullVerdict['limit']>): string => {
  const span = seconds === 0 ? '' : ` in ${spanText(seconds * 1000)}`
  return `${grouped(left)} of ${grouped(most)} pulls${span} are left.`
}

const proxyReason = (reason: string): string =>
  reason.startsWith('certificate ') ? 'Its certificate is not trusted' : reason
const certificate = (host: string) => `${host} shows a certificate that is not trusted`

function wayText(failure: WayFailure, host: string): Told {
  switch (failure.code) {
    case 'name-not-resolved':
      return {
        title: `The name ${failure.host} is not known here`,
        text: 'No name server of this network knows it. A node may know it.',
      }
    case 'connection-refused':
      return { title: `Nothing answers at ${host}`, text: 'The machine takes no connection on this port.' }
    case 'connection-cut':
      return {
        title: `${host} closed the connection`,
        text: 'It broke off before the answer was complete. A firewall or a proxy may have cut it.',
      }
    case 'no-answer':
      return {
        title: `${host} does not answer`,
        text: `It said nothing${failure.seconds > 0 ? ` for ${failure.seconds} s` : ''}. A VPN may be off.`,
      }
    case 'certificate-untrusted':
      return {
        title: certificate(host),
        text:
          failure.reason === 'unknown-authority'
            ? 'No authority that this computer trusts has signed it. Nodes may trust others.'
            : certificateRuleText(failure.reason),
      }
    case 'certificate-expired':
      return { title: `The certificate of ${host} has expired`, text: 'Who runs the registry can renew it.' }
    case 'certificate-not-yet-valid':
      return {
        title: `The certificate of ${host} is not valid yet`,
        text: 'The clock of this computer may be wrong.',
      }
    case 'certificate-other-host':
      return { title: `The certificate of ${host} is for a different host`, text: `${failure.reason}.` }
    case 'client-certificate-refused':
      return {
        title: `${host} wants a client certificate`,
        text: 'Credenza has none for registries. A node may have one.',
      }
    case 'tls-failed':
      return {
        title: `No encrypted connection to ${host}`,
        text: `It may not speak TLS at all (${failure.reason}).`,
      }
    case 'proxy-failed':
      return {
        title: `The proxy ${failure.proxy} did not let the connection through`,
        text: `${proxyReason(failure.reason)}. The registry was not reached. The proxy stands in HTTPS_PROXY or HTTP_PROXY.`,
      }
    case 'answer-garbled':
      return { title: `${host} answers with something that is no HTTP`, text: `${failure.reason}.` }
  }
}

/** The words for what a test found. `now`: milliseconds since 1970. */
export function loginOutcomeText(report: LoginReport, now: number): LoginOutcomeText {
  const { outcome, requests } = report
  const write = texts[outcome.kind] as (outcome: LoginOutcome, report: LoginReport, now: number) => Told
  const { title, text, tone = 'bad' } = write(outcome, report, now)
  const isSent = requests.some(({ carries }) => carries === 'login')
  const icon = outcome.kind === 'accepted' ? icons[tone] : tone === 'plain' ? 'info' : icons[tone]
  return {
    tone,
    icon,
    title,
    texts: [text, isSent ? '' : 'The login was not sent.'].filter((each) => each !== ''),
  }
}

/** Whether an encrypted connection failed in a way that a server without encryption makes it fail. */
export const mayBePlain = ({ outcome }: LoginReport): boolean =>
  outcome.kind === 'unreachable' &&
  outcome.role === 'registry' &&
  ['tls-failed', 'connection-refused', 'connection-cut', 'answer-garbled'].includes(outcome.failure.code)

/** Whether authorities of the user's own could make a difference. */
export const lacksAuthority = ({ outcome }: LoginReport): boolean =>
  outcome.kind === 'unreachable' &&
  outcome.failure.code === 'certificate-untrusted' &&
  outcome.failure.reason === 'unknown-authority'
