import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createConnection } from '../../electron/kube/connection.ts'
import { readKubeconfig } from '../../electron/kube/kubeconfig/kubeconfig.ts'
import { failureFrom } from './kube-connect.ts'
import { startApiServer } from './tls/api-server.ts'
import { authority, leaf } from './tls/make-certificate.ts'
import { startHttpProxy, startSocksProxy } from './tls/proxies.ts'
import type { TestProxy } from './tls/proxies.ts'
import { createKubectlJudge } from './tls/run-kubectl.ts'
import type { KubectlJudge } from './tls/run-kubectl.ts'

/** No name server knows it: requests only succeed through a proxy, and fail directly. */
const host = 'api.cluster.invalid'
const root = authority('cluster')
const closedPort = 9
type ProxyName = 'open' | 'login' | 'refusing' | 'tls' | 'strange' | 'socks'
const proxies = new Map<ProxyName, TestProxy>()
let server: Awaited<ReturnType<typeof startApiServer>>
let judge: KubectlJudge
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credenza-proxies-'))
  judge = await createKubectlJudge()
  server = await startApiServer([leaf(root, { names: [host] })])
  proxies.set('open', await startHttpProxy())
  proxies.set('login', await startHttpProxy({ needsLogin: true }))
  proxies.set('refusing', await startHttpProxy({ refuses: 502 }))
  proxies.set('tls', await startHttpProxy({ tls: leaf(root) }))
  proxies.set('strange', await startHttpProxy({ tls: leaf(authority('someone')) }))
  proxies.set('socks', await startSocksProxy())
})
afterAll(async () => {
  await Promise.all([...proxies.values()].map((proxy) => proxy.stop()))
  await server.stop()
  await judge.close()
  await rm(folder, { recursive: true, force: true })
})

interface ProxyRow {
  what: string
  /** URLs contain a proxy as `{open}`, which becomes its host and port, and the server's port as `{port}`. */
  environment?: Record<string, string>
  proxyUrl?: string
  scheme?: 'http'
  /** `direct`, the proxy that was used, or a failure with its reason. */
  right: string
  /** kubectl's different behavior, for which docs/decisions/tls.md has the reason. */
  kubectl?: string
}

const user = 'ja%40ne:p%3As%2F1'
const rows: ProxyRow[] = [
  { what: 'no proxy', right: 'direct' },
  { what: 'HTTPS_PROXY', environment: { HTTPS_PROXY: 'http://{open}' }, right: 'open' },
  { what: 'https_proxy', environment: { https_proxy: 'http://{open}' }, right: 'open' },
  { what: 'without a scheme', environment: { HTTPS_PROXY: '{open}' }, right: 'open' },
  {
    what: 'both: the first',
    environment: { HTTPS_PROXY: 'http://{open}', https_proxy: 'http://{refusing}' },
    right: 'open',
  },
  {
    what: 'both: the first is empty',
    environment: { HTTPS_PROXY: '', https_proxy: 'http://{open}' },
    right: 'open',
  },
  {
    what: 'HTTP_PROXY is for servers without TLS',
    environment: { HTTP_PROXY: 'http://{open}' },
    right: 'direct',
  },
  {
    what: 'a server without TLS',
    scheme: 'http',
    environment: { HTTP_PROXY: 'http://{open}' },
    right: 'open',
  },
  {
    what: 'a server without TLS, HTTPS_PROXY',
    scheme: 'http',
    environment: { HTTPS_PROXY: 'http://{open}' },
    right: 'direct',
  },
  {
    what: 'a server without TLS, with a login',
    scheme: 'http',
    environment: { http_proxy: `http://${user}@{login}` },
    right: 'login',
  },
  {
    what: 'a server without TLS, CGI',
    scheme: 'http',
    environment: { HTTP_PROXY: 'http://{open}', REQUEST_METHOD: 'GET' },
    right: 'context-unusable: ignored because REQUEST_METHOD is set',
    kubectl: 'refuses',
  },
  {
    what: 'NO_PROXY: the host',
    environment: { HTTPS_PROXY: 'http://{open}', NO_PROXY: host },
    right: 'direct',
  },
  {
    what: 'no_proxy, NO_PROXY is empty',
    environment: { HTTPS_PROXY: 'http://{open}', NO_PROXY: '', no_proxy: host },
    right: 'direct',
  },
  {
    what: 'NO_PROXY: a domain',
    environment: { HTTPS_PROXY: 'http://{open}', NO_PROXY: 'cluster.invalid' },
    right: 'direct',
  },
  {
    what: 'NO_PROXY: a domain with a dot',
    environment: { HTTPS_PROXY: 'http://{open}', NO_PROXY: 'x, .cluster.invalid' },
    right: 'direct',
  },
  {
    what: 'NO_PROXY: the host with a dot',
    environment: { HTTPS_PROXY: 'http://{open}', NO_PROXY: `.${host}` },
    right: 'open',
  },
  {
    what: 'NO_PROXY: a star and a domain',
    environment: { HTTPS_PROXY: 'http://{open}', NO_PROXY: '*.cluster.invalid' },
    right: 'direct',
  },
  {
    what: 'NO_PROXY: an ending that is no domain',
    environment: { HTTPS_PROXY: 'http://{open}', NO_PROXY: 'ter.invalid' },
    right: 'open',
  },
  {
    what: 'NO_PROXY: the host and its port',
    environment: { HTTPS_PROXY: 'http://{open}', NO_PROXY: `${host}:{port}` },
    right: 'direct',
  },
  {
    what: 'NO_PROXY: the host and another port',
    environment: { HTTPS_PROXY: 'http://{open}', NO_PROXY: `${host}:1` },
    right: 'open',
  },
  {
    what: 'NO_PROXY: everything',
    environment: { HTTPS_PROXY: 'http://{open}', NO_PROXY: '*' },
    right: 'direct',
  },
  {
    what: 'NO_PROXY: ranges of addresses',
    environment: { HTTPS_PROXY: 'http://{open}', NO_PROXY: '10.0.0.0/8,0.0.0.0/0' },
    right: 'open',
  },
  { what: 'proxy-url', proxyUrl: 'http://{open}', right: 'open' },
  {
    what: 'proxy-url goes before the environment',
    proxyUrl: 'http://{open}',
    environment: { HTTPS_PROXY: 'http://{refusing}' },
    right: 'open',
  },
  {
    what: 'proxy-url goes before NO_PROXY',
    proxyUrl: 'http://{open}',
    environment: { NO_PROXY: '*' },
    right: 'open',
  },
  { what: 'proxy-url with a login', proxyUrl: `http://${user}@{login}`, right: 'login' },
  {
    what: 'proxy-url without the login that is wanted',
    proxyUrl: 'http://{login}',
    right: 'proxy-failed: HTTP 407',
  },
  { what: 'a proxy that refuses', proxyUrl: 'http://{refusing}', right: 'proxy-failed: HTTP 502' },
  {
    what: 'nothing listens',
    proxyUrl: `http://127.0.0.1:${closedPort}`,
    right: 'proxy-failed: ECONNREFUSED',
  },
  {
    what: 'a proxy that no one knows',
    proxyUrl: 'http://proxy.invalid:3128',
    right: 'proxy-failed: ENOTFOUND',
  },
  { what: 'an https proxy that the cluster’s authority signed', proxyUrl: 'https://{tls}', right: 'tls' },
  { what: 'the same, of the environment', environment: { HTTPS_PROXY: 'https://{tls}' }, right: 'tls' },
  {
    what: 'the same, for a server without TLS',
    scheme: 'http',
    proxyUrl: 'https://{tls}',
    right: 'proxy-failed: certificate unknown-authority',
  },
  {
    what: 'an https proxy of another authority',
    proxyUrl: 'https://{strange}',
    right: 'proxy-failed: certificate unknown-authority',
  },
  {
    what: 'an https proxy that speaks no TLS',
    proxyUrl: 'https://{open}',
    right: 'proxy-failed: ERR_SSL_WRONG_VERSION_NUMBER',
  },
  { what: 'SOCKS5', proxyUrl: `socks5://${user}@{socks}`, right: 'socks' },
  {
    what: 'SOCKS5, of the environment',
    environment: { HTTPS_PROXY: `socks5://${user}@{socks}` },
    right: 'socks',
  },
  {
    what: 'SOCKS5 with a wrong login',
    proxyUrl: 'socks5://jane:wrong@{socks}',
    right: 'proxy-failed: SOCKS login refused',
  },
  { what: 'SOCKS5 without a login', proxyUrl: 'socks5://{socks}', right: 'proxy-failed: SOCKS login wanted' },
  {
    what: 'proxy-url of another scheme',
    proxyUrl: 'ftp://{open}',
    right: 'context-unusable: none of http, https, socks5',
  },
  { what: 'proxy-url without a scheme', proxyUrl: '{open}', right: 'context-unusable: not a URL' },
  { what: 'proxy-url with a space', proxyUrl: 'http://pro xy:1', right: 'context-unusable: not a URL' },
  {
    what: 'proxy-url with half an escape',
    proxyUrl: 'http://a%z:b@{open}',
    right: 'context-unusable: a username or password with characters that need percent-encoding',
  },
  {
    what: 'the environment with half an escape',
    environment: { HTTPS_PROXY: 'http://a%z:b@{open}' },
    right: 'context-unusable: a username or password with characters that need percent-encoding',
    kubectl: 'direct',
  },
]

function filled(text: string): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) =>
    name === 'port' ? String(server.port) : `127.0.0.1:${proxies.get(name as ProxyName)?.port ?? 0}`,
  )
}

function usedProxy(): string {
  const used = [...proxies].filter(([, proxy]) => proxy.takeAsked().length > 0)
  return used.map(([name]) => name).join(' ')
}

async function byCredenza(argument: string, environment: NodeJS.ProcessEnv): Promise<string> {
  const read = await readKubeconfig({ argument, environment, home: '/nowhere', platform: process.platform })
  const ask = async () => {
    const connection = createConnection({
      context: read.resolve('it'),
      version: '0.0.0',
      keepAnnotations: [],
      log: () => {},
    })
    try {
      await connection.getJson('/version')
    } finally {
      await connection.close()
    }
  }
  const failure = (await failureFrom(ask())) as 'did not fail' | { code: string; reason?: string }
  const used = usedProxy()
  if (failure === 'did not fail') return used
  return failure.code === 'name-not-resolved' && used === ''
    ? 'direct'
    : `${failure.code}: ${failure.reason ?? ''}`
}

async function byKubectl(file: string, environment: Record<string, string>): Promise<string> {
  const words = await judge.ask(file, environment)
  const used = usedProxy()
  if (words === null) return used
  // The direct target doesn't resolve; a proxy that can't be found is named.
  return /lookup api\.cluster\.invalid|api\.cluster\.invalid.*no such host/.test(words) ? 'direct' : 'refuses'
}

describe('a proxy is read and used as kubectl does', () => {
  it.each(rows)('$what: $right', async (row) => {
    const environment = Object.fromEntries(
      Object.entries(row.environment ?? {}).map(([name, value]) => [name, filled(value)]),
    )
    const file = join(folder, `${rows.indexOf(row)}.json`)
    const cluster = {
      server: `${row.scheme ?? 'https'}://${host}:${server.port}`,
      ...(row.scheme === undefined
        ? { 'certificate-authority-data': Buffer.from(root.pem).toString('base64') }
        : {}),
      ...(row.proxyUrl === undefined ? {} : { 'proxy-url': filled(row.proxyUrl) }),
    }
    const contexts = [{ name: 'it', context: { cluster: 'it', user: 'it' } }]
    const users = [{ name: 'it', user: { token: 'none' } }]
    const config = { apiVersion: 'v1', kind: 'Config', clusters: [{ name: 'it', cluster }], contexts, users }
    await writeFile(file, JSON.stringify({ ...config, 'current-context': 'it' }))
    expect(await byCredenza(file, environment)).toBe(row.right)
    const theirs = row.kubectl ?? (row.right.includes(':') ? 'refuses' : row.right)
    expect(await byKubectl(file, environment)).toBe(theirs)
  })
})
