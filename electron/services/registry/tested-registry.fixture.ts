import type { IncomingMessage, ServerResponse } from 'node:http'
import { afterEach, beforeEach } from 'vitest'
import type { LoginOutcome, LoginReport, LoginRequest } from '../../../shared/registry-login.ts'
import { authoritiesOf } from '../../kube/tls/authorities.ts'
import { sendJson, startServer, type LoopbackServer } from '../../kube/testing/loopback-server.ts'
import { createAskServer, type AskServerDeps } from './ask-server.ts'
import { testLogin, type TestedLogin } from './test-login.ts'

export type Answer = (request: IncomingMessage, response: ServerResponse, url: URL) => void

export const password = 'Zk2#vault-6501'
export const basic = `Basic ${Buffer.from(`robot:${password}`).toString('base64')}`
const now = Date.parse('2026-11-29T12:00:00Z')

interface Options extends Partial<TestedLogin> {
  signal?: AbortSignal
  environment?: NodeJS.ProcessEnv
  onAsking?: (request: LoginRequest) => void
  limits?: AskServerDeps['limits']
}

interface TestedRegistry {
  readonly server: LoopbackServer
  /** Another host, which must not be contacted. */
  readonly other: LoopbackServer
  readonly host: string
  readonly otherHost: string
  answer: Answer
  /** The `Authorization` headers that each server received. */
  seen: string[]
  seenElsewhere: string[]
  /** Tests the login over plain HTTP, which the user has allowed for this host by default. */
  run: (options?: Options) => Promise<LoginReport>
  outcome: (options?: Options) => Promise<LoginOutcome>
  /** Makes the registry its own token service, by the paths `/v2/` and `/token`. */
  wantsToken: (token: Answer, challenge?: string) => Answer
}

export const refuse = (
  response: ServerResponse,
  challenge: string,
  status = 401,
  message = 'authentication required',
) =>
  void response
    .writeHead(status, { 'content-type': 'application/json', 'www-authenticate': challenge })
    .end(JSON.stringify({ errors: [{ code: 'UNAUTHORIZED', message }] }))

export const wantsBasic: Answer = ({ headers }, response) =>
  headers.authorization === basic ? sendJson(response, {}) : refuse(response, 'Basic realm="Registry Realm"')

/** A local registry that answers as each test says, and another host. Both are new for each test of a file. */
export function useRegistry(): TestedRegistry {
  let server: LoopbackServer
  let other: LoopbackServer
  const hostOf = ({ url }: LoopbackServer) => new URL(url).host
  const run = ({ signal, environment = {}, onAsking = () => {}, limits, ...parts }: Options = {}) =>
    testLogin(
      {
        registryUrl: registry.host,
        username: 'robot',
        password,
        image: '',
        plainHost: registry.host,
        ...parts,
      },
      {
        ask: createAskServer({
          ...{ environment, authorities: authoritiesOf([]), version: '1', now: () => now },
          ...(limits === undefined ? {} : { limits }),
        }),
        signal: signal ?? new AbortController().signal,
        now: () => now,
        proxyOf: () => '',
        onAsking,
      },
    )
  const registry: TestedRegistry = {
    get server() {
      return server
    },
    get other() {
      return other
    },
    get host() {
      return hostOf(server)
    },
    get otherHost() {
      return hostOf(other)
    },
    answer: (_, response) => sendJson(response, {}),
    seen: [],
    seenElsewhere: [],
    run,
    outcome: async (options) => (await run(options)).outcome,
    wantsToken:
      (token, challenge = `Bearer realm="${server.url}/token",service="sample"`) =>
      (request, response, url) => {
        if (url.pathname === '/token') token(request, response, url)
        else if (request.headers.authorization === 'Bearer good') sendJson(response, {})
        else refuse(response, challenge)
      },
  }
  beforeEach(async () => {
    registry.seen = []
    registry.seenElsewhere = []
    server = await startServer((request, response, url) => {
      registry.seen.push(request.headers.authorization ?? '')
      registry.answer(request, response, url)
    })
    other = await startServer((request, response) => {
      registry.seenElsewhere.push(request.headers.authorization ?? '')
      sendJson(response, {})
    })
  })
  afterEach(async () => {
    await server.close()
    await other.close()
  })
  return registry
}
