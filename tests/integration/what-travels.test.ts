import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSecureContext } from 'node:tls'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createConnection } from '../../electron/kube/connection.ts'
import { readKubeconfig } from '../../electron/kube/kubeconfig/kubeconfig.ts'
import { probeTcp } from '../../electron/kube/http/tcp-probe.ts'
import { routeOf } from '../../electron/kube/http/open-connection.ts'
import { timeAtServer } from '../../electron/kube/http/time-at-server.ts'
import { protectionOf } from '../../electron/kube/kubeconfig/what-may-travel.ts'
import { failureFrom } from './kube-connect.ts'
import { startApiServer, versionAnswer } from './tls/api-server.ts'
import { authority, forClients, leaf, make, olderKey } from './tls/make-certificate.ts'
import { createKubectlJudge } from './tls/run-kubectl.ts'
import type { KubectlJudge } from './tls/run-kubectl.ts'

let folder = ''
let judge: KubectlJudge
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credenza-travels-'))
  judge = await createKubectlJudge()
})
afterAll(async () => {
  await judge.close()
  await rm(folder, { recursive: true, force: true })
})

let files = 0
async function kubeconfig(cluster: object, user: object): Promise<string> {
  files += 1
  const file = join(folder, `${files}.json`)
  const contexts = [{ name: 'it', context: { cluster: 'it', user: 'it' } }]
  const entries = { clusters: [{ name: 'it', cluster }], users: [{ name: 'it', user }], contexts }
  await writeFile(
    file,
    JSON.stringify({ apiVersion: 'v1', kind: 'Config', ...entries, 'current-context': 'it' }),
  )
  return file
}

async function contextOf(argument: string) {
  const read = await readKubeconfig({
    argument,
    environment: {},
    home: '/nowhere',
    platform: process.platform,
  })
  return read.resolve('it')
}

async function ask(file: string): Promise<unknown> {
  const connection = createConnection({
    context: await contextOf(file),
    version: '0.0.0',
    keepAnnotations: [],
    log: () => {},
  })
  try {
    return await connection.getJson('/version')
  } finally {
    await connection.close()
  }
}

const base64 = (text: string) => Buffer.from(text).toString('base64')

describe('over a connection without encryption no sign-in is sent, as for kubectl', () => {
  const client = leaf(authority('clients'))
  const users: [what: string, user: (marker: string) => object][] = [
    ['a token', () => ({ token: 'SECRET-TOKEN' })],
    ['a token file', () => ({ tokenFile: join(folder, 'token') })],
    ['a password', () => ({ username: 'jane', password: 'SECRET-PASSWORD' })],
    [
      'a client certificate',
      () => ({ 'client-certificate-data': base64(client.pem), 'client-key-data': base64(client.key) }),
    ],
    [
      'a plugin, which is not even run',
      (marker) => ({
        exec: {
          apiVersion: 'client.authentication.k8s.io/v1',
          command: '/bin/sh',
          args: ['-c', `echo ran > ${marker}; echo '{}'`],
          interactiveMode: 'Never',
        },
      }),
    ],
  ]

  it.each(
    users.flatMap(([what, user]) => [
      { what, user, scheme: 'http://' },
      { what: `${what}, and the address has no scheme`, user, scheme: '' },
    ]),
  )('$what', async ({ user, scheme }) => {
    const seen: IncomingHttpHeaders[] = []
    const server = createServer((request, response) => {
      seen.push(request.headers)
      response.writeHead(200, { 'content-type': 'application/json' }).end(versionAnswer)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const marker = join(folder, `ran-${files}`)
    await writeFile(join(folder, 'token'), 'SECRET-TOKEN')
    const address = `${scheme}127.0.0.1:${(server.address() as AddressInfo).port}`
    const file = await kubeconfig({ server: address }, { ...user(marker), as: 'bob' })
    expect(await ask(file)).toMatchObject({ major: '1' })
    expect(await judge.ask(file)).toBeNull()
    server.closeAllConnections()
    server.close()
    expect(seen.length).toBeGreaterThan(1)
    for (const headers of seen) {
      expect(headers.authorization).toBeUndefined()
      expect(JSON.stringify(headers)).not.toMatch(/SECRET/)
      // Without it the server would see the user with more groups than in the kubeconfig.
      expect(headers['impersonate-user']).toBe('bob')
    }
    await expect(readFile(marker)).rejects.toMatchObject({ code: 'ENOENT' })
    expect(protectionOf(await contextOf(file))).toBe('local')
  })

  it('this machine is an exception, but only without a proxy between', async () => {
    const of = async (cluster: object) => protectionOf(await contextOf(await kubeconfig(cluster, {})))
    expect(await of({ server: 'http://127.0.0.1:8001' })).toBe('local')
    expect(await of({ server: 'http://[::1]:8001' })).toBe('local')
    expect(await of({ server: 'http://127.0.0.1:8001', 'proxy-url': 'http://proxy:3128' })).toBe(
      'unencrypted',
    )
    expect(await of({ server: 'http://127.evil.example' })).toBe('unencrypted')
    expect(await of({ server: 'k8s.example:6443' })).toBe('unencrypted')
    expect(await of({ server: 'https://k8s.example', 'insecure-skip-tls-verify': true })).toBe('unverified')
    expect(await of({ server: 'https://k8s.example' })).toBe('verified')
  })
})

describe('every connection to a server behind an SNI router', () => {
  const root = authority('root')
  it.each([
    ['names the host', '', 'localhost'],
    ['names tls-server-name in its place', 'inner.example', 'inner.example'],
  ])('%s', async (_, tlsServerName, expected) => {
    const asked: (string | undefined)[] = []
    const right = leaf(root, { names: [expected] })
    const server = await startApiServer([leaf(authority('of the router'))], {
      SNICallback: (name, answer) => {
        asked.push(name)
        answer(null, createSecureContext({ cert: right.pem, key: right.key }))
      },
    })
    const file = await kubeconfig(
      {
        server: `https://localhost:${server.port}`,
        'certificate-authority-data': base64(root.pem),
        ...(tlsServerName === '' ? {} : { 'tls-server-name': tlsServerName }),
      },
      { token: 'none' },
    )
    const route = routeOf(await contextOf(file))
    expect(await ask(file)).toMatchObject({ major: '1' })
    expect(await probeTcp(route, new AbortController().signal)).toBe(true)
    expect(await timeAtServer(route)).not.toBe('')
    expect(asked).toEqual([expected, expected, expected])
    expect(await judge.ask(file)).toBeNull()
    await server.stop()
  })
})

describe('a client certificate that an authority between has signed', () => {
  const root = authority('clients')
  const middle = authority('middle', { by: root })
  const client = make({ subject: 'jane', by: middle, extensions: [forClients()] })
  const servers = authority('servers')
  it.each([
    ['is sent with that authority', client.pem + middle.pem, client.key, true],
    ['is sent without it', client.pem, client.key, false],
    ['has a key in an older form', client.pem + middle.pem, olderKey(client), true],
    ['has lines that end with CR LF', (client.pem + middle.pem).replaceAll('\n', '\r\n'), client.key, true],
    ['stands between other words', `Bag\n${client.pem}\nBag\n${middle.pem}`, `Bag\n${client.key}`, true],
    ['stands behind a byte order mark', `\ufeff${client.pem}${middle.pem}`, client.key, false],
    ['has the key of another', client.pem + middle.pem, middle.key, false],
    ['and its key stand in one text', client.key + client.pem + middle.pem, client.pem + client.key, true],
  ])('%s: as kubectl', async (_, certificate, key, isTaken) => {
    const server = await startApiServer([leaf(servers)], {
      requestCert: true,
      rejectUnauthorized: true,
      ca: [root.pem],
    })
    const file = await kubeconfig(
      { server: `https://127.0.0.1:${server.port}`, 'certificate-authority-data': base64(servers.pem) },
      { 'client-certificate-data': base64(certificate), 'client-key-data': base64(key) },
    )
    const failure = await failureFrom(ask(file))
    expect(failure === 'did not fail', JSON.stringify(failure)).toBe(isTaken)
    expect((await judge.ask(file)) === null).toBe(isTaken)
    await server.stop()
  })
})
