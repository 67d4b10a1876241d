import { failureOf } from '../../../shared/failure.ts'
import type { AskedRole, LoginOutcome, LoginRequest, WayFailure } from '../../../shared/registry-login.ts'
import { resetOf, tellsOfLock, wordsOf } from './answer-words.ts'
import type { Answer, AskServer } from './ask-server.ts'

/** Ends a test with its result. */
export class Ended extends Error {
  readonly outcome: LoginOutcome

  constructor(outcome: LoginOutcome) {
    super(outcome.kind)
    this.outcome = outcome
  }
}

/** One request of a test. */
interface LoginStep {
  role: AskedRole
  url: URL
  method?: 'GET' | 'HEAD'
  carries: LoginRequest['carries']
  /** The token service's token, if the request carries it. */
  token?: string
}

interface LoginSessionDeps {
  ask: AskServer
  onAsking: (request: LoginRequest) => void
  signal: AbortSignal
  now: () => number
  proxyOf: (url: URL) => string
  /** The Authorization header with the login. */
  basic: string
  /** The host that may get the login unencrypted. Empty for none. */
  plainHost: string
  /** Removes the login and a token from a registry's message. */
  maskWith: (token: string) => (text: string) => string
}

export type LoginSession = ReturnType<typeof createSession>

const anyJson = 'application/json, */*;q=0.1'
/** What container runtimes accept. Without these, registries convert the manifest to an old format. */
const manifests = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ')

const wayCodes: ReadonlySet<string> = new Set<WayFailure['code']>([
  'name-not-resolved',
  'connection-refused',
  'connection-cut',
  'no-answer',
  'certificate-untrusted',
  'certificate-expired',
  'certificate-not-yet-valid',
  'certificate-other-host',
  'client-certificate-refused',
  'tls-failed',
  'proxy-failed',
  'answer-garbled',
])

/** What the steps of a test share: reports and records each request, and handles what ends any test. */
export function createSession(deps: LoginSessionDeps) {
  const { ask, onAsking, signal, now, proxyOf, basic, plainHost, maskWith } = deps
  const requests: LoginRequest[] = []
  let lastToken = ''
  const said = (answer: Answer): string => maskWith(lastToken)(wordsOf(answer))

  /** Returns the answer, or ends the test: on redirects, 429, server errors, and if there is no answer. */
  async function step({ role, url, method = 'GET', carries, token = '' }: LoginStep): Promise<Answer> {
    const { host } = url
    lastToken = token === '' ? lastToken : token
    const isEncrypted = url.protocol === 'https:'
    // The final check, whatever led here.
    if (carries !== 'nothing' && !isEncrypted && host !== plainHost)
      throw new Ended({ kind: 'realm-unencrypted', host, target: host })
    const request = {
      ...{ role, host, method, path: url.pathname, isEncrypted, carries },
      ...{ proxy: proxyOf(url), status: 0 },
    }
    requests.push(request)
    onAsking({ ...request })
    const authorization = carries === 'login' ? basic : carries === 'token' ? `Bearer ${token}` : ''
    const accept = method === 'HEAD' ? manifests : anyJson
    const answer = await ask({ url, method, authorization, accept, signal }).catch((error: unknown) => {
      const failure = failureOf(error)
      if (failure === null || !wayCodes.has(failure.code)) throw error
      throw new Ended({ kind: 'unreachable', host, role, failure: failure as WayFailure })
    })
    request.status = answer.status
    endIfOver(answer, role, url)
    return answer
  }

  function endIfOver(answer: Answer, role: AskedRole, url: URL): void {
    const { status } = answer
    const { host } = url
    if (status >= 300 && status < 400) {
      const target = hostIn(answer.header('location'), url)
      throw new Ended({ kind: 'redirected', host, role, status, target })
    }
    if (status === 429)
      throw new Ended({ kind: 'rate-limited', host, until: resetOf(answer, now()), said: said(answer) })
    if (status >= 500) throw new Ended({ kind: 'server-error', host, role, status, said: said(answer) })
    if (status === 423) throw new Ended({ kind: 'locked', host, status, said: said(answer) })
  }

  return {
    requests,
    plainHost,
    said,
    step,
    /** The end of a test whose login was refused. */
    refusal(answer: Answer, role: AskedRole, { host }: URL): Ended {
      const { status } = answer
      if (tellsOfLock(wordsOf(answer))) return new Ended({ kind: 'locked', host, status, said: said(answer) })
      return new Ended(
        status === 403
          ? { kind: 'forbidden', host, role, said: said(answer) }
          : { kind: 'wrong-login', host, role, said: said(answer) },
      )
    },
  }
}

/** The target host of a redirect. Empty if it can't be parsed. */
function hostIn(location: string, from: URL): string {
  if (location === '' || location.length > 8192 || !URL.canParse(location, from.href)) return ''
  const { protocol, host } = new URL(location, from)
  const isOtherScheme = host === from.host && protocol !== from.protocol
  return (isOtherScheme ? `${protocol}//${host}` : host).slice(0, 300)
}
