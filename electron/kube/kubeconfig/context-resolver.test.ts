import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { failureOf } from '../../../shared/failure.ts'
import { readKubeconfig } from './kubeconfig.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credenza-context-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function readOne(content: string, environment: NodeJS.ProcessEnv = {}) {
  const argument = join(folder, 'one')
  await writeFile(argument, content)
  return readKubeconfig({ argument, environment, home: folder, platform: 'linux' })
}

function thrown(call: () => unknown) {
  try {
    call()
  } catch (error) {
    return failureOf(error)
  }
  return null
}

describe('resolving a context', () => {
  const user = (fields: string, cluster = 'server: https://c.example') => `
clusters: [{name: c, cluster: {${cluster}}}]
users: [{name: u, user: {${fields}}}]
contexts: [{name: x, context: {cluster: c, user: u, namespace: team}}]
`
  const resolved = async (fields: string, cluster?: string, environment?: NodeJS.ProcessEnv) =>
    (await readOne(user(fields, cluster), environment)).resolve('x')
  const problem = async (fields: string, cluster?: string) => {
    const { contexts, resolve } = await readOne(user(fields, cluster))
    const failure = thrown(() => resolve('x'))
    expect(contexts[0]?.problem).toEqual(failure)
    return failure
  }

  it('lists the existing contexts if none has that name', async () => {
    const { resolve } = await readOne('contexts: [{name: a, context: {}}]')
    expect(thrown(() => resolve('b'))).toEqual({
      code: 'context-unknown',
      context: 'b',
      file: '',
      known: ['a'],
    })
  })

  it('says which missing cluster or user a context names', async () => {
    const { resolve, contexts } = await readOne(`
clusters: [{name: c, cluster: {server: 'https://c'}}]
contexts:
- {name: no-cluster, context: {cluster: gone, user: u}}
- {name: no-user, context: {cluster: c, user: gone}}
- {name: nothing, context: null}
`)
    const dangling = (context: string, kind: string, name: string) => ({
      code: 'context-dangling',
      context,
      kind,
      name,
      file: join(folder, 'one'),
    })
    expect(thrown(() => resolve('no-cluster'))).toEqual(dangling('no-cluster', 'cluster', 'gone'))
    expect(thrown(() => resolve('no-user'))).toEqual(dangling('no-user', 'user', 'gone'))
    expect(thrown(() => resolve('nothing'))).toEqual(dangling('nothing', 'cluster', ''))
    expect(contexts.map(({ problem }) => problem?.code)).toEqual(Array(3).fill('context-dangling'))
  })

  it('takes a server with a path, without a scheme, or with IPv6', async () => {
    expect((await resolved('', 'server: https://c.example/k8s/clusters/c-1/')).server).toBe(
      'https://c.example/k8s/clusters/c-1',
    )
    expect((await resolved('', 'server: "c.example:8080"')).server).toBe('http://c.example:8080')
    // Even if TLS options are set: kubectl's rule.
    expect((await resolved('', 'server: "c.example:6443", insecure-skip-tls-verify: true')).server).toBe(
      'http://c.example:6443',
    )
    expect((await resolved('', 'server: "https://[::1]:6443"')).server).toBe('https://[::1]:6443')
  })

  it.each([
    ['', 'server: ""', 'server'],
    ['', 'server: "https://"', 'server'],
    ['', 'server: "ftp://c"', 'server'],
    ['', 'server: "https://user:pass@c"', 'server'],
    ['', 'server: "https:/c"', 'server'],
    ['', 'server: "https:\\\\c"', 'server'],
    ['', 'server: "https://c\\td"', 'server'],
    ['', 'server: "https://c "', 'server'],
    ['', 'server: "https:///c"', 'server'],
    ['', 'server: "c:6443/path"', 'server'],
    ['', 'server: "https://c", certificate-authority-data: "%%%"', 'certificate-authority-data'],
    ['', 'server: "https://c", certificate-authority-data: "aGVsbG8="', 'certificate-authority-data'],
    ['', 'server: "https://c", certificate-authority-data: "aGVsbG8"', 'certificate-authority-data'],
    ['', 'server: "https://c", certificate-authority-data: "aGVs bG8="', 'certificate-authority-data'],
    [
      '',
      'server: "https://c", certificate-authority: ca.crt, insecure-skip-tls-verify: true',
      'insecure-skip-tls-verify',
    ],
    ['', 'server: "https://c", proxy-url: "ftp://p"', 'proxy-url'],
    ['', 'server: "https://c", proxy-url: "nonsense"', 'proxy-url'],
    ['', 'server: "https://c", proxy-url: " http://p"', 'proxy-url'],
    ['client-certificate: u.crt', undefined, 'client-key'],
    ['client-certificate-data: aGVsbG8=, client-key: k', undefined, 'client-certificate-data'],
    ['token: t, username: u, password: p', undefined, 'username'],
    ['token: "a\\nb"', undefined, 'token'],
    ['exec: {apiVersion: client.authentication.k8s.io/v1}', undefined, 'exec.command'],
    [
      'exec: {apiVersion: client.authentication.k8s.io/v1, command: x, env: [{value: v}]}',
      undefined,
      'exec.env',
    ],
    ['as-groups: [g]', undefined, 'as'],
    ['as: "a\\r\\nEvil: yes"', undefined, 'as'],
    ['as: "a\\0b"', undefined, 'as'],
    ['as: "a\\eb"', undefined, 'as'],
    ['as: a, as-groups: ["b\\x7f"]', undefined, 'as'],
    ['as: a, as-user-extra: {k: ["b\\nc"]}', undefined, 'as'],
    [
      `exec: {apiVersion: client.authentication.k8s.io/v1, command: x, args: [${'a,'.repeat(1001)}]}`,
      undefined,
      'exec.args',
    ],
    [
      `exec: {apiVersion: client.authentication.k8s.io/v1, command: x, env: [{name: A, value: ${'a'.repeat(100_000)}}]}`,
      undefined,
      'exec.env',
    ],
    ['exec: {apiVersion: client.authentication.k8s.io/v1, command: x, args: ["a\\0b"]}', undefined, 'exec'],
  ])('says which field can’t be used: {%s} {%s}', async (fields, cluster, field) => {
    expect(await problem(fields, cluster)).toMatchObject({
      code: 'context-unusable',
      context: 'x',
      field,
      file: join(folder, 'one'),
    })
  })

  it.each([
    ['auth-provider: {name: gcp}', 'gcp', 'auth-provider'],
    [
      'exec: {apiVersion: client.authentication.k8s.io/v1alpha1, command: x}',
      'exec client.authentication.k8s.io/v1alpha1',
      'exec.apiVersion',
    ],
    [
      'exec: {apiVersion: client.authentication.k8s.io/v1, command: x, interactiveMode: Always}',
      'exec with interactiveMode Always',
      'exec.interactiveMode',
    ],
  ])('says which way to sign in is not supported: {%s}', async (fields, method, field) => {
    expect(await problem(fields)).toEqual({
      code: 'sign-in-unsupported',
      context: 'x',
      method,
      field,
      file: join(folder, 'one'),
    })
  })

  it('takes a token before a plugin, and a token file before the token', async () => {
    const exec = 'exec: {apiVersion: client.authentication.k8s.io/v1, command: x}'
    expect((await resolved(`token: t, ${exec}`)).signIn).toEqual({ kind: 'token', token: 't' })
    expect((await resolved('token: t, tokenFile: /run/token')).signIn).toEqual({
      kind: 'token-file',
      file: '/run/token',
      token: 't',
    })
    expect((await resolved('username: u, password: p')).signIn).toEqual({
      kind: 'basic',
      username: 'u',
      password: 'p',
    })
    expect((await resolved('')).signIn).toEqual({ kind: 'none' })
  })

  it('reads impersonation and what a plugin is given', async () => {
    const context = await resolved(
      'as: admin, as-uid: "7", as-groups: [a, b], as-user-extra: {reason: [x]}, exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: p, args: [get], env: [{name: A, value: b}], installHint: "get it at https://u:p@x?v=1", provideClusterInfo: true}',
      'server: https://c.example, extensions: [{name: client.authentication.k8s.io/exec, extension: {audience: z}}]',
    )
    expect(context.impersonation).toEqual({
      user: 'admin',
      uid: '7',
      groups: ['a', 'b'],
      extra: { reason: ['x'] },
    })
    expect(context.signIn).toMatchObject({
      plugin: {
        command: 'p',
        args: ['get'],
        env: { A: 'b' },
        installHint: 'get it at https://x?v=1',
        isToldOfCluster: true,
        clusterConfig: { audience: 'z' },
      },
    })
  })

  it('takes UTF-8 in the user to impersonate: as: oidc:Škoda', async () => {
    const { impersonation } = await resolved(
      'as: oidc:Škoda, as-groups: [東京], as-user-extra: {Grund: ["ž"]}',
    )
    expect(impersonation).toEqual({ user: 'oidc:Škoda', uid: '', groups: ['東京'], extra: { Grund: ['ž'] } })
  })

  it('takes an empty item in a list of texts as an empty text', async () => {
    const context = await resolved(
      'as: admin, as-groups: [~], exec: {apiVersion: client.authentication.k8s.io/v1, command: p, args: [a, ~], env: [{name: A}]}',
    )
    expect(context.impersonation?.groups).toEqual([''])
    expect(context.signIn).toMatchObject({ plugin: { args: ['a', ''], env: { A: '' } } })
  })

  it('takes the proxy of the cluster before that of the environment', async () => {
    const environment = { HTTPS_PROXY: 'http://environment:1' }
    expect(
      (await resolved('', 'server: https://c.example, proxy-url: "socks5://own:2"', environment)).proxy,
    ).toBe('socks5://own:2')
    expect((await resolved('', 'server: https://c.example', environment)).proxy).toBe('http://environment:1')
  })
})
