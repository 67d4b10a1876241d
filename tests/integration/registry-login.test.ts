import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { LoginMessage, LoginTest } from '../../shared/contract/registry.ts'
import { failureOf } from '../../shared/failure.ts'
import type { LoginReport } from '../../shared/registry-login.ts'
import { createRegistry } from '../../electron/services/registry/registry-service.ts'
import { openSettings } from '../../electron/services/settings/settings.ts'
import { createAuthority } from '../cluster/certificates.ts'
import { pushImage } from '../registry/push-image.ts'
import { robot, startRegistry, type RunningRegistry } from '../registry/start-registry.ts'
import {
  createSigner,
  startHttps,
  type Access,
  type Answer,
  type HttpsServer,
} from '../registry/token-service.ts'
import { startHttpProxy, type TestProxy } from './tls/proxies.ts'

/** Debian's registry and a token service of the test, with names that only this test knows. */
const basicHost = 'registry.example'
const tokenHost = 'tokens.registry.example'
const serviceHost = 'auth.example'
const authority = createAuthority('registries')
const trusted = { service: 'sample registry', issuer: 'test' }
const signer = createAuthority('tokens')
const tokenOf = createSigner(signer.issue({ name: 'tokens', hosts: [serviceHost] }), trusted)
const account = { username: 'anna@halden.example', password: 'Äpfel & Birnen: 12/7' }
const accountHeader = `Basic ${Buffer.from(`${account.username}:${account.password}`).toString('base64')}`

let basic: RunningRegistry
let tokens: RunningRegistry
let service: HttpsServer
let elsewhere: HttpsServer
let folder = ''
let registry: ReturnType<typeof createRegistry>
let environment: NodeJS.ProcessEnv = {}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credenza-login-'))
  await writeFile(join(folder, 'authorities.pem'), authority.certificate)
  const certified = (host: string) => authority.issue({ name: host, hosts: [host, '127.0.0.1'] })
  service = await startHttps(certified(serviceHost))
  elsewhere = await startHttps(certified('elsewhere.example'))
  basic = await startRegistry(certified(basicHost))
  tokens = await startRegistry(certified(tokenHost), {
    ...trusted,
    realm: `https://${serviceHost}:${service.port}/token`,
    authority: signer.certificate,
  })
  const own = { ca: authority.certificate, image: 'team/base:1' }
  const login = Buffer.from(`${robot.username}:${robot.password}`).toString('base64')
  await pushImage({ ...own, port: basic.port, authorization: `Basic ${login}` })
  const push = tokenOf([{ type: 'repository', name: 'team/base', actions: ['push', 'pull'] }])
  await pushImage({ ...own, port: tokens.port, authorization: `Bearer ${push}` })
  registry = await serviceWith(join(folder, 'authorities.pem'))
})
afterEach(() => {
  environment = {}
})
afterAll(async () => {
  await Promise.all([basic.stop(), tokens.stop(), service.stop(), elsewhere.stop()])
  await rm(folder, { recursive: true, force: true })
})

/** The service of an application, with the user's authorities, and names that resolve to this machine. */
async function serviceWith(authorities: string | null) {
  const made = createRegistry({
    opened: () => {
      throw new Error('no cluster is asked')
    },
    requireSafe: () => undefined,
    settings: await openSettings(join(folder, `settings-${authorities === null ? 'none' : 'own'}.json`)),
    policyFile: '',
    environment: () => Promise.resolve(environment),
    version: 'test',
    chooseAuthoritiesFile: () => Promise.resolve(authorities),
    lookUp: (host) =>
      host.endsWith('.example') || host === '127.0.0.1'
        ? Promise.resolve([{ address: '127.0.0.1', family: 4 }])
        : Promise.reject(Object.assign(new Error(host), { code: 'ENOTFOUND' })),
  })
  if (authorities !== null) await made.chooseAuthorities()
  return made
}

type Entered = Extract<LoginTest, { from: 'entered' }>

async function test(parts: Partial<Entered>, by = registry): Promise<LoginReport> {
  const messages: LoginMessage[] = []
  await by.testLogin(
    {
      from: 'entered',
      registryUrl: `${basicHost}:${basic.port}`,
      ...robot,
      image: '',
      plainHost: '',
      ...parts,
    },
    { send: (message) => void messages.push(message), signal: new AbortController().signal },
  )
  const done = messages.at(-1)
  if (done?.kind !== 'done') throw new Error('the test did not end')
  expect(JSON.stringify(messages)).not.toContain(parts.password ?? robot.password)
  return done.report
}

const withTokens = (parts: Partial<Entered> = {}) =>
  test({ registryUrl: `${tokenHost}:${tokens.port}`, ...account, ...parts })

/** A token service that knows one account, which may pull what `allowed` says. */
const knows =
  (allowed: readonly string[]): Answer =>
  ({ headers }, response, url) => {
    response.setHeader('content-type', 'application/json')
    if (headers.authorization !== accountHeader) {
      response.writeHead(401).end('{"details":"incorrect username or password"}')
      return
    }
    const access = url.searchParams.getAll('scope').flatMap((scope): Access[] => {
      const [, name = ''] = scope.split(':')
      return allowed.includes(name) ? [{ type: 'repository', name, actions: ['pull'] }] : []
    })
    response.end(JSON.stringify({ token: tokenOf(access), expires_in: 600 }))
  }

describe.skipIf(process.platform !== 'linux')('Debian’s docker-registry with htpasswd and TLS', () => {
  it('takes the right login, and lets it pull', async () => {
    const report = await test({ image: 'team/base:1' })
    expect(report.outcome).toMatchObject({
      kind: 'accepted',
      by: 'basic',
      pull: { image: 'team/base:1', kind: 'allowed', status: 200 },
    })
    expect(
      report.requests.map(({ method, path, carries, status }) => [method, path, carries, status]),
    ).toEqual([
      ['GET', '/v2/', 'nothing', 401],
      ['GET', '/v2/', 'login', 200],
      ['HEAD', '/v2/team/base/manifests/1', 'nothing', 401],
      ['HEAD', '/v2/team/base/manifests/1', 'login', 200],
    ])
  })

  it('refuses a wrong password', async () => {
    expect((await test({ password: 'wrong-9917' })).outcome).toMatchObject({
      kind: 'wrong-login',
      role: 'registry',
      host: `${basicHost}:${basic.port}`,
    })
  })

  it('is not asked if the caller has already left', async () => {
    const messages: LoginMessage[] = []
    const left = registry.testLogin(
      {
        ...{ from: 'entered', registryUrl: `${basicHost}:${basic.port}`, ...robot },
        ...{ image: '', plainHost: '' },
      },
      { send: (message) => void messages.push(message), signal: AbortSignal.abort() },
    )
    expect(failureOf(await left.catch((error: unknown) => error))?.code).toBe('cancelled')
    expect(messages).toEqual([])
  })

  it('does not have that image', async () => {
    expect((await test({ image: 'team/other' })).outcome).toMatchObject({
      kind: 'accepted',
      pull: { image: 'team/other:latest', kind: 'not-found', status: 404 },
    })
  })

  it('is not trusted without its authority, nor under another name, and gets no login then', async () => {
    const untold = await serviceWith(null)
    expect((await test({}, untold)).outcome).toMatchObject({
      kind: 'unreachable',
      failure: { code: 'certificate-untrusted', reason: 'unknown-authority' },
    })
    const report = await test({ registryUrl: `other.example:${basic.port}` })
    expect(report.outcome).toMatchObject({ kind: 'unreachable', failure: { code: 'certificate-other-host' } })
    expect(report.requests.map(({ carries }) => carries)).toEqual(['nothing'])
  })

  it('is not found under an unknown name', async () => {
    expect((await test({ registryUrl: 'registry.invalid' })).outcome).toMatchObject({
      kind: 'unreachable',
      failure: { code: 'name-not-resolved', host: 'registry.invalid' },
    })
  })

  it('does not speak without encryption, as allowed for its host', async () => {
    const plainHost = `${basicHost}:${basic.port}`
    const report = await test({ plainHost })
    expect(report.outcome).toMatchObject({ kind: 'no-registry', status: 400 })
    expect(report.requests.map(({ isEncrypted, carries }) => [isEncrypted, carries])).toEqual([
      [false, 'nothing'],
    ])
  })

  it('is asked through the proxy of the environment, unless NO_PROXY speaks against it', async () => {
    const proxy: TestProxy = await startHttpProxy()
    const address = `127.0.0.1:${proxy.port}`
    environment = { HTTPS_PROXY: `http://user:hidden@${address}` }
    const through = await test({})
    expect(through.outcome).toMatchObject({ kind: 'accepted' })
    expect(through.requests.every((request) => request.proxy === `http://${address}`)).toBe(true)
    expect(proxy.takeAsked()).toEqual([
      `CONNECT ${basicHost}:${basic.port}`,
      `CONNECT ${basicHost}:${basic.port}`,
    ])
    environment = { ...environment, NO_PROXY: 'example' }
    expect((await test({})).requests.every((request) => request.proxy === '')).toBe(true)
    expect(proxy.takeAsked()).toEqual([])
    await proxy.stop()
  })
})

describe.skipIf(process.platform !== 'linux')(
  'Debian’s docker-registry with a token service on another host',
  () => {
    it('takes the right login, and the token that may pull', async () => {
      service.answer = knows(['team/base'])
      const report = await withTokens({ image: 'team/base:1' })
      expect(report.outcome).toMatchObject({ kind: 'accepted', by: 'token', pull: { kind: 'allowed' } })
      expect(report.requests.map(({ role, host, carries }) => [role, host.split(':')[0], carries])).toEqual([
        ['registry', tokenHost, 'nothing'],
        ['token-service', serviceHost, 'login'],
        ['registry', tokenHost, 'token'],
        ['registry', tokenHost, 'nothing'],
        ['token-service', serviceHost, 'login'],
        ['registry', tokenHost, 'token'],
      ])
      expect(service.asked.at(-1)?.path).toContain('scope=repository%3Ateam%2Fbase%3Apull')
    })

    it('refuses to let a token pull that may not', async () => {
      service.answer = knows([])
      expect((await withTokens({ image: 'team/base:1' })).outcome).toMatchObject({
        kind: 'accepted',
        pull: { kind: 'denied', status: 401 },
      })
    })

    it('refuses a wrong password, in the words of the service', async () => {
      service.answer = knows([])
      expect((await withTokens({ password: 'Zz-4431' })).outcome).toMatchObject({
        kind: 'wrong-login',
        role: 'token-service',
        said: 'incorrect username or password',
      })
    })

    it('reports a locked account', async () => {
      service.answer = (_, response) =>
        void response.writeHead(403).end('{"errors":[{"code":"DENIED","message":"Your account is locked"}]}')
      expect((await withTokens()).outcome).toMatchObject({ kind: 'locked', said: 'Your account is locked' })
    })

    it('reports a rate limit with its reset', async () => {
      const until = new Date(Date.now() + 3_600_000)
      service.answer = (_, response) =>
        void response.writeHead(429, { 'retry-after': until.toUTCString() }).end()
      expect((await withTokens()).outcome).toMatchObject({
        kind: 'rate-limited',
        until: new Date(Math.floor(until.getTime() / 1000) * 1000).toISOString(),
      })
    })

    it('does not accept a token that another one signed', async () => {
      const stranger = createSigner(
        createAuthority('stranger').issue({ name: 'x', hosts: ['x.example'] }),
        trusted,
      )
      service.answer = (_, response) => void response.end(JSON.stringify({ token: stranger([]) }))
      expect((await withTokens()).outcome).toMatchObject({ kind: 'token-refused' })
    })

    it('sends no login on to where the service redirects', async () => {
      service.answer = (_, response) =>
        void response.writeHead(302, { location: `https://elsewhere.example:${elsewhere.port}/token` }).end()
      expect((await withTokens()).outcome).toMatchObject({
        kind: 'redirected',
        role: 'token-service',
        target: `elsewhere.example:${elsewhere.port}`,
      })
      expect(elsewhere.asked).toEqual([])
    })

    it('and a page, or an endless one, instead of a token', async () => {
      service.answer = (_, response) =>
        void response.setHeader('content-type', 'text/html').end('<h1>Sign in</h1>')
      expect((await withTokens()).outcome).toMatchObject({ kind: 'no-token', contentType: 'text/html' })
      service.answer = (_, response) => {
        const more = () => {
          while (!response.destroyed && response.write('x'.repeat(65_536))) continue
        }
        response.on('drain', more)
        more()
      }
      expect((await withTokens()).outcome).toMatchObject({ kind: 'no-token' })
    })
  },
)
