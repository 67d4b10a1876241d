import { spanText, whenText } from '../../../shared/age.ts'
import { certificateRuleText } from '../../../shared/failure-text/certificate-rules.ts'
import { hostOf, sentence } from '../../../shared/failure-text/failure-wording.ts'
import {
  cutOffText,
  proxyReason,
  unansweredText,
  unresolvedText,
  wayTitles,
} from '../../../shared/failure-text/way-text.ts'
import { grouped } from '../../../shared/number-text.ts'
import type { LoginOutcome, LoginReport, PullVerdict, WayFailure } from '../../../shared/registry-login.ts'
import type { IconName } from '../../ui/icon-paths.ts'

/** The result of a test in words. */
interface LoginOutcomeText {
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
  role === 'token-service' ? ` Reported by its token service, ${host}.` : ''

const texts: Texts = {
  accepted: ({ pull }, { host }) => ({
    title: `${host} accepted this login`,
    text: pull === null ? '' : pullText(pull),
    tone: pull === null || pull.kind === 'allowed' || pull.kind === 'anyone' ? 'plain' : 'warn',
  }),
  'not-asked': ({ pull }, { host }) => ({
    title: `${host} doesn’t need a login`,
    text: `${pull === null ? '' : `${pullText(pull)} `}This doesn’t tell whether the login is right. Test a private image instead.`,
    tone: 'warn',
  }),
  'wrong-login': ({ role, host: by }, { host }) => ({
    title: `${host} refused this login`,
    text: `The username or the password is wrong, or the password is no longer valid.${byService(role, by)}`,
  }),
  locked: ({ host, status }) => ({
    title: 'The account is locked',
    text: `${host} refuses it with any password (HTTP ${status}). The registry’s administrators can unlock it.`,
  }),
  forbidden: ({ role, host: by }, { host }) => ({
    title: `${host} refused this login without a reason`,
    text: `The account may lack a permission, or this computer’s address isn’t allowed (HTTP 403).${byService(role, by)}`,
  }),
  'rate-limited': ({ host, until }, _, now) => ({
    title: `${host} is limiting requests`,
    text: `${until === '' ? 'It doesn’t say for how long.' : `Try again ${whenText(until, now)}.`} The login couldn’t be checked (HTTP 429).`,
    tone: 'warn',
  }),
  'no-registry': ({ host, status, contentType }) => ({
    title: `${host} isn’t a registry`,
    text: `It answers ${contentType === '' ? 'with nothing' : `with ${contentType}`} (HTTP ${status}) instead of a registry’s answer. It may be the sign-in page of a network.`,
  }),
  redirected: ({ host, status, target }) => ({
    title: `${host} redirects to ${target === '' ? 'another address' : target}`,
    text: `Credenza doesn’t follow it, so the login wasn’t sent there (HTTP ${status}). If that is the registry, enter its address.`,
  }),
  'no-challenge': ({ host, schemes }) => ({
    title: `${host} doesn’t say how to sign in`,
    text:
      schemes.length === 0
        ? 'It may not be a registry.'
        : `It asks for ${schemes.join(', ')}. Registries use Basic or a token service.`,
  }),
  'realm-unusable': ({ host, realm }) => ({
    title: `${host} has no usable token service`,
    text: realm === '' ? 'Its address is empty.' : `“${realm}” isn’t a valid address.`,
  }),
  'realm-unencrypted': ({ host, target }) => ({
    title: `${host} asks for the login without encryption`,
    text: `Its token service is at http://${target}. Nothing was sent.`,
  }),
  'no-token': ({ host, status, contentType }) => ({
    title: `The token service ${host} didn’t return a token`,
    text:
      status >= 400
        ? `It refused the request itself, so the login couldn’t be checked (HTTP ${status}).`
        : `It accepted the login but answered ${contentType === '' ? 'with nothing' : `with ${contentType}`}.`,
  }),
  'token-refused': ({ pull }, { host }) =>
    pull?.kind === 'allowed'
      ? {
          title: `${host} accepts this login only for images`,
          text: `${pullText(pull)} If anyone can pull it, this doesn’t tell whether the login is right.`,
          tone: 'warn',
        }
      : {
          title: `${host} refuses the token of its own token service`,
          text: `Its token service gave a token for this login. Their clocks, certificates or names may not match.${pull === null ? ' Some registries only accept a token for an image: test one.' : ''}`,
        },
  'server-error': ({ host, status }) => ({
    title: `${host} reported an internal error`,
    text: `It answered HTTP ${status}. The login couldn’t be checked.`,
  }),
  unreachable: ({ failure, host }) => wayText(failure, host),
}

function pullText({ kind, image, status, limit }: PullVerdict): string {
  const left = limit === null ? '' : ` ${limitText(limit)}`
  switch (kind) {
    case 'allowed':
      return `It can pull ${image}.${left}`
    case 'anyone':
      return `${image} can be pulled without a login.${left}`
    case 'denied':
      return `It can’t pull ${image} (HTTP ${status}). The account or token needs pull permission.`
    case 'not-found':
      return `${image} doesn’t exist, or this login can’t see it (HTTP ${status}).`
    case 'unclear':
      return `Couldn’t tell whether it can pull ${image} (HTTP ${status}).`
  }
}

const limitText = ({ most, left, seconds }: NonNullable<PullVerdict['limit']>): string => {
  const span = seconds === 0 ? '' : ` in ${spanText(seconds * 1000)}`
  return `${grouped(left)} of ${grouped(most)} pulls${span} are left.`
}

function wayText(failure: WayFailure, host: string): Told {
  switch (failure.code) {
    case 'name-not-resolved':
      return {
        title: wayTitles['name-not-resolved'](failure.host),
        text: `${unresolvedText} Cluster nodes may know it.`,
      }
    case 'connection-refused':
      return { title: wayTitles[failure.code](host), text: 'Nothing listens on this port.' }
    case 'connection-cut':
      return {
        title: wayTitles[failure.code](host),
        text: cutOffText,
      }
    case 'no-answer':
      return {
        title: wayTitles[failure.code](host),
        text: unansweredText(host, failure.seconds),
      }
    case 'certificate-untrusted':
      return {
        title: wayTitles[failure.code](host),
        text:
          failure.reason === 'unknown-authority'
            ? 'It isn’t signed by an authority that this computer trusts. Cluster nodes may trust it.'
            : sentence(certificateRuleText(failure.reason)),
      }
    case 'certificate-expired':
      return {
        title: wayTitles[failure.code](host),
        text: 'The registry’s administrators can renew it.',
      }
    case 'certificate-not-yet-valid':
      return {
        title: wayTitles[failure.code](host),
        text: 'The clock of this computer may be wrong.',
      }
    case 'certificate-other-host':
      return { title: wayTitles[failure.code](host), text: sentence(failure.reason) }
    case 'client-certificate-refused':
      return {
        title: `${host} asks for a client certificate`,
        text: 'Credenza doesn’t send client certificates to registries. A cluster node may have one.',
      }
    case 'tls-failed':
      return {
        title: wayTitles[failure.code](host),
        text: `It may not use TLS (${failure.reason}).`,
      }
    case 'proxy-failed':
      return {
        title: wayTitles[failure.code](hostOf(failure.proxy)),
        text: `${proxyReason(failure.reason)} The registry wasn’t reached. Check HTTPS_PROXY or HTTP_PROXY.`,
      }
    case 'answer-garbled':
      return { title: `${host} doesn’t answer with HTTP`, text: sentence(failure.reason) }
  }
}

/** The text for a test's result. `now`: milliseconds since 1970. */
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
    texts: [text, isSent ? '' : 'The login wasn’t sent.'].filter((each) => each !== ''),
  }
}

/** Whether an encrypted connection failed as it does with a server without encryption. */
export const mayBePlain = ({ outcome }: LoginReport): boolean =>
  outcome.kind === 'unreachable' &&
  outcome.role === 'registry' &&
  ['tls-failed', 'connection-refused', 'connection-cut', 'answer-garbled'].includes(outcome.failure.code)

/** Whether the user's own authorities could help. */
export const lacksAuthority = ({ outcome }: LoginReport): boolean =>
  outcome.kind === 'unreachable' &&
  outcome.failure.code === 'certificate-untrusted' &&
  outcome.failure.reason === 'unknown-authority'
