import { imagesOf } from '../../../shared/image-registry.ts'
import { readImageName } from '../../../shared/image-name.ts'
import type { LoginOutcome, LoginReport, LoginRequest } from '../../../shared/registry-login.ts'
import { isoTime } from '../../base/clock.ts'
import { createMask } from '../../kube/failures/mask-values.ts'
import type { AskServer } from './ask-server.ts'
import { createSession, Ended } from './login-session.ts'
import { judgePull } from './judge-pull.ts'
import { signInAt } from './sign-in-at.ts'

export interface TestedLogin {
  /** An address that `registryAddressProblem` accepts. */
  registryUrl: string
  username: string
  password: string
  /** Empty for none. */
  image: string
  /** As in the contract. */
  plainHost: string
}

interface TestLoginDeps {
  ask: AskServer
  /** Called before each request. */
  onAsking: (request: LoginRequest) => void
  signal: AbortSignal
  /** Milliseconds since 1970. */
  now: () => number
  proxyOf: (url: URL) => string
}

/** The host that serves the images of Docker Hub. Every other registry is contacted by its own name. */
const dockerHubRegistry = 'registry-1.docker.io'

/**
 * Tests whether a registry accepts a login, by the registry protocol: `GET /v2/`, then what its challenge asks for
 * (Basic, or a token of its token service), then the headers of an image if one is named, which doesn't count as a
 * pull. Every expected end is an outcome; rejects only with `cancelled`. The login is sent only to the registry and,
 * over https, to its token service: docs/decisions/login-test.md.
 */
export async function testLogin(tested: TestedLogin, deps: TestLoginDeps): Promise<LoginReport> {
  const { host: written } = imagesOf(tested.registryUrl)
  const host = written === 'docker.io' ? dockerHubRegistry : written
  const isPlain = tested.plainHost === host.toLowerCase()
  const base = new URL(`${isPlain ? 'http' : 'https'}://${host}/`)
  const { username, password } = tested
  const login = `${username}:${password}`
  const basic = Buffer.from(login, 'utf8').toString('base64')
  const session = createSession({
    ...deps,
    basic: `Basic ${basic}`,
    plainHost: isPlain ? base.host : '',
    maskWith: (token) => createMask([password, login, token], [basic]).message,
  })
  const image = readImageName(tested.image, written)
  const find = async (): Promise<LoginOutcome> => {
    const signedIn = await signInAt(session, base).catch(outcomeIn)
    if ('kind' in signedIn) {
      if (signedIn.kind !== 'token-refused' || image === null) return signedIn
      // Some registries, such as Harbor, only accept a token for an image.
      return { ...signedIn, pull: (await judgePull(session, base, { ...image, isTaken: true })).pull }
    }
    if (image === null) return outcomeOf(signedIn.by, null)
    const isTaken = signedIn.by !== 'not-asked'
    const { pull, by } = await judgePull(session, base, { ...image, isTaken })
    return outcomeOf(isTaken ? signedIn.by : by, pull)
  }
  const outcome = await find().catch(outcomeIn)
  return { outcome, requests: session.requests, host: host.toLowerCase(), at: isoTime(deps.now()) }
}

/** The outcome of a test that ended; throws any other error. */
function outcomeIn(error: unknown): LoginOutcome {
  if (error instanceof Ended) return error.outcome
  throw error
}

const outcomeOf = (
  by: 'basic' | 'token' | 'not-asked',
  pull: Extract<LoginOutcome, { kind: 'accepted' }>['pull'],
): LoginOutcome => (by === 'not-asked' ? { kind: 'not-asked', pull } : { kind: 'accepted', by, pull })
