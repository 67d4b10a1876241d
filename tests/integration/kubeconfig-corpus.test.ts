import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join, posix } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createConnection } from '../../electron/kube/connection.ts'
import { readKubeconfig } from '../../electron/kube/kubeconfig/kubeconfig.ts'
import { createContextsService } from '../../electron/services/contexts/contexts-service.ts'
import { failureText } from '../../shared/failure-text/failure-text.ts'
import type { ContextList } from '../../shared/contract/contexts.ts'
import { failureOf } from '../../shared/failure.ts'
import type { Failure } from '../../shared/failure.ts'
import { createAuthority } from '../cluster/certificates.ts'
import { useCluster } from '../cluster/use-cluster.ts'
import { cases } from '../fixtures/kubeconfig/cases.ts'
import type { KubeconfigCase, KubeconfigFault } from '../fixtures/kubeconfig/kubeconfig-case.ts'

const fixtures = join(import.meta.dirname, '../fixtures/kubeconfig')
const { kubectlPath } = useCluster()
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credenza-corpus-'))
  await writeCorpus()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const at = (path: string) => join(folder, 'kubeconfig', path)

/** Copies the fixtures and creates what must not be in the repository: certificates and keys, as files and as data. */
async function writeCorpus(): Promise<void> {
  const authority = createAuthority('corpus')
  const jane = authority.issue({ name: 'jane' })
  const pki = join(folder, 'pki')
  await mkdir(pki)
  await writeFile(join(pki, 'ca.crt'), authority.certificate)
  await writeFile(join(pki, 'jane.crt'), jane.certificate)
  await writeFile(join(pki, 'jane.key'), jane.key, { mode: 0o600 })
  await writeFile(join(pki, 'token'), 'fake-token-of-a-file\n')
  await cp(fixtures, join(folder, 'kubeconfig'), { recursive: true })
  const base64 = (pem: string) => Buffer.from(pem).toString('base64')
  const values: Readonly<Record<string, string>> = {
    '{{pki}}': pki,
    '{{ca}}': base64(authority.certificate),
    '{{ca in lines}}': base64(authority.certificate).replace(/.{60}/g, '$&\n        '),
    '{{certificate}}': base64(jane.certificate),
    '{{key}}': base64(jane.key),
  }
  for (const file of await fixtureFiles()) {
    // Latin-1 preserves every byte.
    const content = await readFile(at(file), 'latin1')
    const filled = content.replace(/\{\{[a-z ]+\}\}/g, (name) => values[name] ?? name)
    if (filled !== content) await writeFile(at(file), filled, 'latin1')
  }
}

async function fixtureFiles(): Promise<string[]> {
  const entries = await readdir(fixtures, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && !/\.ts$|^\.git/.test(entry.name))
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(fixtures.length + 1)
        .replaceAll('\\', '/'),
    )
}

/** A kubeconfig as kubectl parses it. */
interface Viewed {
  'current-context': string
  clusters: { cluster: { server?: string } }[] | null
  users: { user: { token?: string; tokenFile?: string; username?: string } }[] | null
  contexts: [{ context: { user?: string; namespace?: string } }]
}

function environmentOf({ files, home = 'nowhere', environment }: KubeconfigCase): NodeJS.ProcessEnv {
  const kubeconfig = files.length === 0 ? {} : { KUBECONFIG: files.map(at).join(delimiter) }
  return { ...kubeconfig, HOME: at(home), ...environment }
}

/** Some kubectls ask the server for its version even here. Through this proxy they reach nothing. */
const nowhere = { HTTP_PROXY: 'http://127.0.0.1:1', HTTPS_PROXY: 'http://127.0.0.1:1' }

/** `null` if kubectl refuses. */
function viewOf(one: KubeconfigCase): Promise<Viewed | null> {
  const options = [
    ...(one.argument === undefined ? [] : [`--kubeconfig=${at(one.argument)}`]),
    ...(one.context === undefined ? [] : [`--context=${one.context}`]),
  ]
  return new Promise((resolve) => {
    execFile(
      kubectlPath,
      [...options, 'config', 'view', '--minify', '--raw', '-o', 'json'],
      { env: { ...nowhere, ...environmentOf(one) }, encoding: 'utf8' },
      (error, output) => resolve(error === null ? (JSON.parse(output) as Viewed) : null),
    )
  })
}

function contextsOf(one: KubeconfigCase) {
  const environment = environmentOf(one)
  return createContextsService({
    asked: { kubeconfig: one.argument === undefined ? undefined : at(one.argument), context: one.context },
    environment: () => Promise.resolve(environment),
    home: environment['HOME'] ?? '',
    platform: process.platform,
    chooseKubeconfig: () => Promise.resolve(null),
    lastContext: () => '',
    consent: { require: () => Promise.resolve(), allow: () => Promise.resolve() },
    sandbox: null,
  })
}

/** The context in the files. Their programs aren't on this machine. */
async function resolvedOf(one: KubeconfigCase, name: string) {
  const environment = environmentOf(one)
  const kubeconfig = await readKubeconfig({
    argument: one.argument === undefined ? undefined : at(one.argument),
    environment,
    home: environment['HOME'] ?? '',
    platform: process.platform,
  })
  return kubeconfig.resolve(name)
}

/** The failure of the first request by a context. At least, nothing listens on its server's port. */
async function failureOfUse(contexts: ReturnType<typeof contextsOf>, name: string): Promise<Failure> {
  const { context } = await contexts.resolve(name)
  const connection = createConnection({ context, version: '0.0.0', keepAnnotations: [], log: () => {} })
  const failure = await connection.getJson('/version').then(() => null, failureOf)
  await connection.close()
  if (failure === null) throw new Error(`${name} works`)
  return failure
}

function said({ failures, problem, contexts }: ContextList): Failure[] {
  const problems = contexts.map((context) => context.problem)
  return [...failures, problem, ...problems].filter((failure) => failure !== null)
}

/** The part of a kubeconfig that a failure names. */
function blamed(failure: Failure): string {
  switch (failure.code) {
    case 'kubeconfig-malformed':
      return failure.field === '' && failure.line > 0 ? `line ${failure.line}` : failure.field
    case 'context-unusable':
    case 'sign-in-unsupported':
      return failure.field
    case 'context-dangling':
      return failure.kind
    case 'context-unset':
      return 'current-context'
    case 'context-unknown':
      return failure.file === '' ? 'context' : 'current-context'
    case 'token-file-unreadable':
      return 'tokenFile'
    default:
      return ''
  }
}

/** Ignores case and hyphens in field names: “token file” is `tokenFile`. */
const plain = (text: string) => text.toLowerCase().replace(/[\s-]/g, '')

function expectToName(failures: Failure[], { file, field }: KubeconfigFault): void {
  const path = file === '' ? '' : at(file)
  const naming = failures.find(
    (failure) => blamed(failure) === field && JSON.stringify(failure).includes(path),
  )
  expect(naming, `the failure of ${field} in ${file} among ${JSON.stringify(failures)}`).toBeDefined()
  const { title, text } = failureText(naming!, { context: 'prod', now: Date.now() })
  expect(`${title} ${text}`).toContain(path)
  expect(plain(`${title} ${text}`)).toContain(plain(field))
}

/** Without a scheme in the kubeconfig, any is accepted: that rule has separate tests. */
function isSameServer(resolved: string, written: string): boolean {
  const scheme = /^[a-z]+:\/\//i.test(written) ? '' : `${new URL(resolved).protocol}//`
  return new URL(resolved).href === new URL(scheme + written.replace(/\/$/, '')).href
}

/** A server as kubectl's client reads it: http without a scheme. The list has this form. */
function asAddress(server: string): string {
  const address = URL.parse(/^[a-z][a-z\d+.-]*:\/\//i.test(server) ? server : `http://${server}`)
  return address?.href.replace(/\/$/, '') ?? server
}

async function expectTheSame(one: KubeconfigCase, viewed: Viewed): Promise<void> {
  const contexts = contextsOf(one)
  const list = await contexts.list()
  const name = viewed['current-context']
  const { user = '', namespace = 'default' } = viewed.contexts[0].context
  const written = viewed.clusters?.[0]?.cluster.server ?? ''
  const server = asAddress(written)
  expect(list.current).toBe(name)
  const summary = list.contexts.find((context) => context.name === name)
  expect(summary).toMatchObject({ name, user, namespace })
  // An invalid address is shown as written.
  expect(one.fault === undefined ? [server] : [server, written]).toContain(summary?.server)
  if (one.fault !== undefined) {
    expectToName([summary?.problem ?? (await failureOfUse(contexts, name))], one.fault)
    return
  }
  expect(said(list)).toEqual([])
  const resolved = await resolvedOf(one, name)
  expect(resolved).toMatchObject({ name, user, namespace })
  expect(isSameServer(resolved.server, server), `${resolved.server} for ${server}`).toBe(true)
  // Entries with the same names are distinguished by their content.
  const { token, tokenFile, username } = viewed.users?.[0]?.user ?? {}
  if (server.startsWith('http:')) expect(resolved.signIn).toEqual({ kind: 'none' })
  else if (tokenFile)
    expect(resolved.signIn).toMatchObject({ kind: 'token-file', file: join(folder, 'pki/token') })
  else if (token) expect(resolved.signIn).toEqual({ kind: 'token', token })
  else if (username) expect(resolved.signIn).toMatchObject({ kind: 'basic', username })
}

describe('the corpus', () => {
  it('holds at least 40 kubeconfigs, each file is used, and no private key is in it', async () => {
    const files = await fixtureFiles()
    const used = new Set(
      cases.flatMap(({ files, argument }) =>
        [...files, argument].map((path) => path && posix.normalize(path)),
      ),
    )
    expect(cases.length).toBeGreaterThanOrEqual(40)
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length)
    expect(files.filter((file) => !used.has(file) && !file.endsWith('.kube/config'))).toEqual([])
    // As PEM, or as the base64 of any PEM.
    for (const file of files) {
      expect(await readFile(join(fixtures, file), 'utf8')).not.toMatch(/PRIVATE KEY|LS0tLS1CRUdJTi/)
    }
  })

  it('has the bytes that it is about', async () => {
    const start = async (name: string) =>
      (await readFile(join(fixtures, `${name}.kubeconfig`))).toString('latin1').slice(0, 16)
    expect(await start('windows-line-ends')).toBe('apiVersion: v1\r\n')
    expect(await start('old-mac-line-ends')).toBe('apiVersion: v1\rk')
    expect(await start('byte-order-mark')).toMatch(/^\xef\xbb\xbfapi/)
    expect(await start('utf-16-little')).toMatch(/^\xff\xfea\0p\0/)
    expect(await start('utf-16-big')).toMatch(/^\xfe\xff\0a\0p/)
  })
})

describe('a kubeconfig', () => {
  it.each(cases)('is resolved as by kubectl, or its fault is named: $name', async (one) => {
    const viewed = await viewOf(one)
    if (viewed !== null) return expectTheSame(one, viewed)
    expect(one.fault, 'kubectl refuses it, so the case has to say what is at fault').toBeDefined()
    expectToName(said(await contextsOf(one).list()), one.fault!)
  })
})
