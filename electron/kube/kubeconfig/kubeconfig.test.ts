import { execFile } from 'node:child_process'
import { chmod, mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { failureOf } from '../../../shared/failure.ts'
import { readKubeconfig } from './kubeconfig.ts'
import type { Kubeconfig } from './kubeconfig.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credenza-kubeconfig-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function file(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name)
  await mkdir(join(path, '..'), { recursive: true })
  await writeFile(path, content)
  return path
}

function read(environment: NodeJS.ProcessEnv = {}, more: { argument?: string; chosen?: string } = {}) {
  return readKubeconfig({ environment, home: folder, platform: 'linux', ...more })
}

async function readOne(content: string): Promise<Kubeconfig> {
  return read({}, { argument: await file('one', content) })
}

const config = (name: string, more = '') => `
apiVersion: v1
kind: Config
clusters:
- name: ${name}
  cluster: {server: 'https://${name}.example:6443'}
users:
- name: ${name}
  user: {token: token-${name}}
contexts:
- name: ${name}
  context: {cluster: ${name}, user: ${name}}
${more}`

function thrown(call: () => unknown) {
  try {
    call()
  } catch (error) {
    return failureOf(error)
  }
  return null
}

describe('where kubeconfig files are looked for', () => {
  it('takes only --kubeconfig, else KUBECONFIG, else ~/.kube/config', async () => {
    await file('.kube/config', config('home'))
    const environment = { KUBECONFIG: await file('variable', config('variable')) }
    const argument = await file('argument', config('argument'))
    const names = ({ contexts }: Kubeconfig) => contexts.map(({ name }) => name)
    expect(names(await read(environment, { argument }))).toEqual(['argument'])
    expect(names(await read(environment))).toEqual(['variable'])
    expect(names(await read({ KUBECONFIG: '' }))).toEqual(['home'])
    const chosen = await read(environment, { argument, chosen: join(folder, '.kube/config') })
    expect(chosen.places).toMatchObject([{ source: 'chosen', found: 'read' }])
  })

  it('skips empty parts and missing files of KUBECONFIG, and reads no file twice', async () => {
    const one = await file('one', config('one'))
    const two = await file('two', config('two'))
    const result = await read({ KUBECONFIG: `:${one}::${join(folder, 'missing')}:${one}:${two}:` })
    expect(result.failures).toEqual([])
    expect(result.places.map(({ found }) => found)).toEqual(['read', 'missing', 'read'])
    expect(result.contexts.map(({ name, file }) => [name, file])).toEqual([
      ['one', one],
      ['two', two],
    ])
  })

  it('says where it looked when there is no file at all', async () => {
    const result = await read()
    const places = [{ source: 'default', path: join(folder, '.kube', 'config'), found: 'missing' }]
    expect(result).toMatchObject({
      places,
      failures: [{ code: 'kubeconfig-missing', places }],
      contexts: [],
      currentContext: null,
    })
  })
})

describe('several files', () => {
  it('merges them as kubectl does: the first to define a name wins, and the first current context', async () => {
    const first = await file(
      'a/first',
      config('same', 'current-context: ""').replace('same.example', 'first.example'),
    )
    const second = await file(
      'b/second',
      config('same', 'current-context: same\n').replace('same.example', 'second.example'),
    )
    const third = await file('c/third', config('other', 'current-context: other\n'))
    const result = await read({ KUBECONFIG: [first, second, third].join(':') })
    expect(result.currentContext).toBe('same')
    expect(result.currentContextFile).toBe(second)
    expect(result.contexts.map(({ name, server }) => [name, server])).toEqual([
      ['same', 'https://first.example:6443'],
      ['other', 'https://other.example:6443'],
    ])
  })

  it('lets a context of one file name the cluster and user of another', async () => {
    const parts = config('split').split('contexts:')
    const one = await file('one', parts[0] ?? '')
    const two = await file('two', `contexts:${parts[1] ?? ''}`)
    const result = await read({ KUBECONFIG: `${one}:${two}` })
    expect(result.resolve('split').signIn).toEqual({ kind: 'token', token: 'token-split' })
  })

  it('reports a broken one and goes on with the others', async () => {
    const broken = await file('broken', 'clusters: [')
    const good = await file('good', config('good'))
    const result = await read({ KUBECONFIG: `${broken}:${good}` })
    expect(result.failures).toMatchObject([{ code: 'kubeconfig-malformed', file: broken }])
    expect(result.contexts).toMatchObject([{ name: 'good', problem: null }])
  })

  it('finds relative paths next to the file that names them', async () => {
    const paths = await file(
      'deep/config',
      `
clusters: [{name: c, cluster: {server: 'https://c', certificate-authority: ca.crt}}]
users:
- {name: u, user: {client-certificate: certs/u.crt, client-key: ../u.key}}
- {name: t, user: {tokenFile: token}}
- {name: e, user: {exec: {apiVersion: client.authentication.k8s.io/v1, command: ./bin/plugin}}}
- {name: f, user: {exec: {apiVersion: client.authentication.k8s.io/v1, command: plugin}}}
contexts:
- {name: u, context: {cluster: c, user: u}}
- {name: t, context: {cluster: c, user: t}}
- {name: e, context: {cluster: c, user: e}}
- {name: f, context: {cluster: c, user: f}}
`,
    )
    const { resolve } = await read({ KUBECONFIG: paths })
    expect(resolve('u')).toMatchObject({
      authority: { file: join(folder, 'deep/ca.crt') },
      clientCertificate: {
        certificate: { file: join(folder, 'deep/certs/u.crt') },
        key: { file: join(folder, 'u.key') },
      },
    })
    expect(resolve('t').signIn).toMatchObject({ kind: 'token-file', file: join(folder, 'deep/token') })
    expect(resolve('e').signIn).toMatchObject({ plugin: { command: join(folder, 'deep/bin/plugin') } })
    expect(resolve('f').signIn).toMatchObject({ plugin: { command: 'plugin' } })
  })
})

describe('an unusual or broken file', () => {
  it.each([
    '',
    '\n\n',
    '# only a comment\n',
    '---\n',
    '{}',
    'null',
    'apiVersion: v1\nkind: Config\nclusters: null\nusers:\ncontexts: ~\n',
  ])('is valid if it defines nothing: %j', async (content) => {
    expect(await readOne(content)).toMatchObject({ failures: [], contexts: [], currentContext: null })
  })

  it.each([
    ['a half-written file', 'clusters:\n- name: a\n  cluster: {server: "https://se', 3, ''],
    ['tabs', 'clusters:\n\t- name: a', 2, ''],
    ['text', 'just some words', 1, ''],
    ['a list at the top', '- a\n- b\n', 1, ''],
    ['a number as a token', 'users:\n- name: u\n  user:\n    token: 12345\n', 4, 'users[0].user.token'],
    ['a map where a list should be', 'contexts:\n  a: b\n', 2, 'contexts'],
    ['text where a map should be', 'clusters:\n- name: a\n  cluster: https://a\n', 3, 'clusters[0].cluster'],
    ['a name that is missing twice', 'users:\n- name: ""\n- user: {}\n', 3, 'users[1].name'],
    ['a name that is used twice', 'users:\n- name: u\n- name: u\n', 3, 'users[1].name'],
    [
      'an extension that is there twice',
      'contexts:\n- context:\n    extensions:\n    - name: e\n    - name: e\n',
      5,
      'contexts[0].context.extensions[1].name',
    ],
    [
      'a text as a switch',
      "clusters:\n- name: c\n  cluster:\n    insecure-skip-tls-verify: 'yes'\n",
      4,
      'clusters[0].cluster.insecure-skip-tls-verify',
    ],
    [
      'arguments that are no texts',
      'users:\n- name: u\n  user:\n    exec:\n      args: [a, 1]\n',
      5,
      'users[0].user.exec.args[1]',
    ],
    ['another kind of object', 'apiVersion: v1\nkind: Pod\n', 2, 'kind'],
    ['another version', 'kind: Config\napiVersion: v2\n', 2, 'apiVersion'],
    ['a text among preferences', 'preferences:\n  colors: always\n', 2, 'preferences.colors'],
    [
      'a number for an auth provider',
      'users:\n- user:\n    auth-provider:\n      config: {a: 1}\n',
      4,
      'users[0].user.auth-provider.config.a',
    ],
    ['JSON that is cut', '{"clusters": [{"name": "a"', 1, ''],
  ])('reports line and field: %s', async (_, content, line, field) => {
    const { failures, contexts } = await readOne(content)
    expect(failures).toMatchObject([{ code: 'kubeconfig-malformed', file: join(folder, 'one'), line, field }])
    expect(contexts).toEqual([])
  })

  it('never repeats what is in it', async () => {
    for (const content of [
      'users:\n- name: u\n  user: {token: SECRET, as-groups: SECRET2}',
      'users:\n- name: u\n  user: {<<: SECRET}',
      'users:\n- name: u\n  user: {token: *SECRET}',
      'users: SECRET',
      'users:\n- name: u\n  user: {token: [SECRET}',
    ]) {
      const { failures } = await readOne(content)
      expect(failures).toHaveLength(1)
      expect(JSON.stringify(failures)).not.toContain('SECRET')
    }
  })

  it('reads JSON, Windows line ends, a byte order mark, and ignores what it does not know', async () => {
    const json = JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      preferences: { colors: true },
      unknown: [1],
      'current-context': 'a',
      contexts: [{ name: 'a', context: { cluster: 'c', user: 'u', extra: 1 } }],
    })
    expect(await readOne(json)).toMatchObject({ failures: [], currentContext: 'a' })
    const windows = `\uFEFF${config('w').replaceAll('\n', '\r\n')}`
    expect(await readOne(windows)).toMatchObject({ failures: [], contexts: [{ name: 'w', problem: null }] })
  })

  it('skips what has no name, since nothing can refer to it', async () => {
    const { failures, contexts } = await readOne(
      "clusters: [~, {name: c, cluster: {server: 'https://c'}}]\ncontexts: [{context: {}}, {name: x, context: {cluster: c}}]",
    )
    expect(failures).toEqual([])
    expect(contexts).toMatchObject([{ name: 'x', server: 'https://c', problem: null }])
  })

  it('reads UTF-16 with a byte order mark, and says in which line a file is no text', async () => {
    const little = Buffer.from(`\uFEFF${config('a')}`, 'utf16le')
    for (const bytes of [little, Buffer.from(little).swap16()]) {
      const path = await file('utf-16', bytes)
      expect((await read({}, { argument: path })).contexts).toMatchObject([{ name: 'a', problem: null }])
    }
    const path = await file('latin-1', Buffer.from('# one\n# zwei: zw\u00f6lf\n', 'latin1'))
    expect((await read({}, { argument: path })).failures).toEqual([
      { code: 'kubeconfig-malformed', file: path, line: 2, field: '', reason: 'not a text file' },
    ])
  })

  it('shows a server without the user that someone wrote into it', async () => {
    const { contexts } = await readOne(config('a').replace('https://a', 'https://jane:SECRET@a'))
    expect(contexts).toMatchObject([{ server: 'https://a.example:6443', problem: { field: 'server' } }])
    expect(JSON.stringify(contexts)).not.toContain('SECRET')
  })

  it('takes no name from a prototype', async () => {
    const { resolve } = await readOne(config('a'))
    expect(thrown(() => resolve('constructor'))?.code).toBe('context-unknown')
    expect(thrown(() => resolve('__proto__'))?.code).toBe('context-unknown')
  })
})

describe('a path that isn’t a readable file', () => {
  it('refuses a directory, a named pipe and a device without waiting', async () => {
    await promisify(execFile)('mkfifo', [join(folder, 'pipe')])
    for (const [path, reason] of [
      [folder, 'EISDIR'],
      [join(folder, 'pipe'), 'not-a-file'],
      ['/dev/zero', 'not-a-file'],
    ] as const) {
      expect((await read({}, { argument: path })).failures).toEqual([
        { code: 'kubeconfig-unreadable', file: path, reason },
      ])
    }
  })

  it('refuses more than 10 MB', async () => {
    const path = await file('large', '')
    await truncate(path, 11 * 1024 * 1024)
    expect((await read({}, { argument: path })).failures).toMatchObject([
      { code: 'kubeconfig-unreadable', reason: 'too-large' },
    ])
  })

  it('names the reason if the user may not read it', async () => {
    const path = await file('locked', config('a'))
    await chmod(path, 0)
    const { failures } = await read({}, { argument: path })
    // Root can read everything.
    if (process.getuid?.() === 0) expect(failures).toEqual([])
    else expect(failures).toMatchObject([{ code: 'kubeconfig-unreadable', reason: 'EACCES' }])
  })

  it('names the reason if a part of the path is a file', async () => {
    const path = join(await file('plain', ''), 'config')
    expect((await read({}, { argument: path })).failures).toMatchObject([
      { code: 'kubeconfig-unreadable', reason: 'ENOTDIR' },
    ])
  })
})
