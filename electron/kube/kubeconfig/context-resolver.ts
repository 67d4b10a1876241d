import { join, isAbsolute } from 'node:path'
import { failed } from '../../../shared/failure.ts'
import type { ClusterEntry, NamedContext, ExecEntry, UserEntry } from './kubeconfig-document.ts'
import { isFromCgi, proxyFromEnvironment, proxyMistake } from './proxy.ts'
import type {
  Impersonation,
  PemSource,
  PluginConfig,
  ResolvedContext,
  SignInWay,
} from './resolved-context.ts'
import { withPermittedIdentity } from './what-may-travel.ts'

/** An entry, the file that defines it, and the file's folder. */
export interface Defined<T> {
  value: T
  file: string
  folder: string
}

export interface MergedKubeconfig {
  currentContext: string
  /** The file that sets the current context, empty for none. */
  currentContextFile: string
  clusters: Map<string, Defined<ClusterEntry>>
  users: Map<string, Defined<UserEntry>>
  contexts: Map<string, Defined<NamedContext>>
}

type Unusable = (field: string, reason: string) => Error

/** Creates the function that resolves a context; for its errors see `Kubeconfig.resolve`. */
export function createContextResolver(
  { clusters, users, contexts }: MergedKubeconfig,
  environment: Readonly<NodeJS.ProcessEnv>,
): (name: string) => ResolvedContext {
  return (name) => {
    const defined = contexts.get(name)
    if (defined === undefined) {
      throw failed('context-unknown', { context: name, file: '', known: [...contexts.keys()] })
    }
    const { value: context, file } = defined
    const clusterName = context.cluster ?? ''
    const userName = context.user ?? ''
    const cluster = clusters.get(clusterName)
    const user = users.get(userName)
    if (cluster === undefined) {
      throw failed('context-dangling', { context: name, kind: 'cluster', name: clusterName, file })
    }
    // A context without a user has no sign-in.
    if (user === undefined && userName !== '') {
      throw failed('context-dangling', { context: name, kind: 'user', name: userName, file })
    }
    const unusableIn =
      (file: string): Unusable =>
      (field, reason) =>
        failed('context-unusable', { context: name, field, file, reason })
    const signInUser = user ?? { value: {}, file: '', folder: '' }
    const ofCluster = unusableIn(cluster.file)
    const ofUser = unusableIn(signInUser.file)
    const clientCertificate = certificateOf(signInUser, ofUser)
    const server = serverOf(cluster.value, ofCluster)
    return withPermittedIdentity({
      name,
      cluster: clusterName,
      user: userName,
      file,
      userFile: signInUser.file,
      namespace: context.namespace || 'default',
      server: server.href.replace(/\/$/, ''),
      tlsServerName: cluster.value['tls-server-name'] ?? '',
      skipsVerification: cluster.value['insecure-skip-tls-verify'] ?? false,
      authority: authorityOf(cluster, ofCluster),
      clientCertificate,
      proxy: proxyOf(cluster, server, environment, unusableIn),
      signIn: signInOf(name, signInUser, cluster.value, ofUser),
      impersonation: impersonationOf(signInUser.value, ofUser),
      environment,
    })
  }
}

/** An address without a scheme is HTTP, even with an authority or a client certificate: kubectl's rule. */
function serverOf(cluster: ClusterEntry, unusable: Unusable): URL {
  const written = cluster.server ?? ''
  if (written === '') throw unusable('server', 'empty')
  const [, scheme, host = '', path = ''] = /^([a-z][a-z0-9+.-]*:\/\/)?([^/?#]*)(.*)$/is.exec(written) ?? []
  const full = scheme === undefined ? `http://${written}` : written
  // `URL` follows the browsers' rules and would repair what kubectl refuses.
  const isMended = host === '' || /[\s\\%]/.test(host) || (scheme === undefined && !/^\/?$/.test(path))
  if (isMended || !URL.canParse(full)) throw unusable('server', 'not a URL')
  const url = new URL(full)
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw unusable('server', 'neither https nor http')
  if (url.search !== '' || url.hash !== '') throw unusable('server', 'a URL with a query')
  if (url.username !== '' || url.password !== '') throw unusable('server', 'a URL with a user')
  return url
}

function authorityOf(cluster: Defined<ClusterEntry>, unusable: Unusable): PemSource | null {
  const source = pemOf('certificate-authority', cluster, unusable)
  if (source !== null && cluster.value['insecure-skip-tls-verify'] === true) {
    throw unusable('insecure-skip-tls-verify', 'can’t be combined with an authority')
  }
  return source
}

function certificateOf(user: Defined<UserEntry>, unusable: Unusable): ResolvedContext['clientCertificate'] {
  const certificate = pemOf('client-certificate', user, unusable)
  if (certificate === null) return null
  const key = pemOf('client-key', user, unusable)
  if (key === null) throw unusable('client-key', 'missing')
  return { certificate, key }
}

/**
 * Data takes precedence over a file. Base64 follows Go's rules: complete, and without other characters than line
 * breaks.
 */
function pemOf<F extends string>(
  field: F,
  { value, file, folder }: Defined<{ readonly [K in F | `${F}-data`]?: string | null | undefined }>,
  unusable: Unusable,
): PemSource | null {
  const dataField = `${field}-data` as const
  const packed = value[dataField]?.replace(/[\r\n]/g, '') ?? ''
  if (packed !== '') {
    const isBase64 = packed.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(packed)
    if (!isBase64) throw unusable(dataField, 'not base64')
    const pem = Buffer.from(packed, 'base64').toString('utf8')
    if (!pem.includes('-----BEGIN ')) throw unusable(dataField, 'not PEM')
    return { kind: 'data', field: dataField, file, pem }
  }
  const named = value[field] ?? ''
  return named === '' ? null : { kind: 'file', field, file: beside(folder, named) }
}

function beside(folder: string, file: string): string {
  return isAbsolute(file) ? file : join(folder, file)
}

function proxyOf(
  { value, file }: Defined<ClusterEntry>,
  server: URL,
  environment: Readonly<NodeJS.ProcessEnv>,
  unusableIn: (file: string) => Unusable,
): string {
  const written = value['proxy-url'] ?? ''
  if (written !== '') {
    const mistake = proxyMistake(written, ['http', 'https', 'socks5'])
    if (mistake !== null) throw unusableIn(file)('proxy-url', mistake)
    return written
  }
  const found = proxyFromEnvironment(server, environment)
  if (found === null) return ''
  const mistake = isFromCgi(found, environment)
    ? 'ignored because REQUEST_METHOD is set'
    : proxyMistake(found.proxy, ['http', 'https', 'socks5', 'socks5h'])
  if (mistake !== null) throw unusableIn('')(found.variable, mistake)
  return found.proxy
}

/** The order is client-go's: a token takes precedence over a plugin; a token and a password exclude each other. */
function signInOf(
  context: string,
  user: Defined<UserEntry>,
  cluster: ClusterEntry,
  unusable: Unusable,
): SignInWay {
  const { value, file, folder } = user
  const token = value.token ?? ''
  const { username, password, tokenFile } = value
  const provider = value['auth-provider']
  if ((token !== '' || tokenFile) && (username || password)) {
    throw unusable('username', 'can’t be combined with a token')
  }
  if (provider && value.exec) throw unusable('exec', 'can’t be combined with an auth-provider')
  if (token !== '' && !/^[\x21-\x7e]+$/.test(token)) throw unusable('token', 'invalid characters')
  if (tokenFile) return { kind: 'token-file', file: beside(folder, tokenFile), token }
  if (token !== '') return { kind: 'token', token }
  if (username || password) return { kind: 'basic', username: username ?? '', password: password ?? '' }
  const unsupported: Unusable = (field, method) =>
    failed('sign-in-unsupported', { context, method, field, file })
  if (provider) throw unsupported('auth-provider', provider.name || 'auth-provider')
  if (!value.exec) return { kind: 'none' }
  return { kind: 'plugin', plugin: pluginOf(value.exec, folder, cluster, unusable, unsupported) }
}

const pluginGroup = 'client.authentication.k8s.io'
/** A person has to review every argument and variable before the program runs. */
const mostParts = 1000
const mostCharacters = 100_000
const tooMuch = 'too long to review'

function pluginOf(
  exec: ExecEntry,
  folder: string,
  cluster: ClusterEntry,
  unusable: Unusable,
  unsupported: Unusable,
): PluginConfig {
  const apiVersion = exec.apiVersion ?? ''
  if (apiVersion !== `${pluginGroup}/v1` && apiVersion !== `${pluginGroup}/v1beta1`) {
    throw unsupported('exec.apiVersion', `exec ${apiVersion}`.trim().slice(0, 200))
  }
  if (exec.interactiveMode === 'Always') {
    throw unsupported('exec.interactiveMode', 'exec with interactiveMode Always')
  }
  const command = exec.command ?? ''
  if (command === '') throw unusable('exec.command', 'empty')
  const isPath = command.includes('/') || (process.platform === 'win32' && command.includes('\\'))
  const extension = cluster.extensions?.find((one) => one?.name === `${pluginGroup}/exec`)?.extension
  const args = exec.args ?? []
  const env = (exec.env ?? []).map((one) => [one?.name ?? '', one?.value ?? ''] as const)
  if (env.some(([name]) => name === '')) throw unusable('exec.env', 'a name is missing')
  if (args.length > mostParts || args.join('').length > mostCharacters) throw unusable('exec.args', tooMuch)
  if (env.length > mostParts || env.flat().join('').length > mostCharacters)
    throw unusable('exec.env', tooMuch)
  if ([command, ...args, ...env.flat()].some((part) => part.includes('\0'))) {
    throw unusable('exec', 'an invalid character')
  }
  return {
    apiVersion,
    command: isPath ? beside(folder, command) : command,
    program: null,
    args,
    env: Object.fromEntries(env),
    // It is shown unchanged, except for a login in a URL.
    installHint: (exec.installHint ?? '').slice(0, 2000).replace(/:\/\/[^/?#\s]*@/g, '://'),
    isToldOfCluster: exec.provideClusterInfo ?? false,
    clusterConfig: extension,
  }
}

function impersonationOf(user: UserEntry, unusable: Unusable): Impersonation | null {
  const groups = user['as-groups'] ?? []
  const uid = user['as-uid'] ?? ''
  const extra = Object.entries(user['as-user-extra'] ?? {}).map(
    ([key, values]) => [key, values ?? []] as const,
  )
  if (!user.as) {
    if (groups.length > 0 || uid !== '' || extra.length > 0) throw unusable('as', 'missing')
    return null
  }
  const all = [user.as, uid, ...groups, ...extra.flatMap(([, values]) => values)]
  // They become header lines, which can contain any bytes but control characters.
  if (all.some((value) => /[\0-\x1f\x7f]/.test(value))) throw unusable('as', 'invalid characters')
  return { user: user.as, uid, groups, extra: Object.fromEntries(extra) }
}
