import { failed, failureOf } from '../../../shared/failure.ts'
import type { Clock } from '../../base/clock.ts'
import type { Span } from '../kubeconfig/pem.ts'
import type { RequestHeaders } from '../http/exchange.ts'
import type { KubeLog } from '../core/kube-log.ts'
import { isRecord } from '../core/models.ts'
import type { ClientCertificate } from '../kubeconfig/pem.ts'
import { reasonOf } from '../../base/file-error.ts'
import { readPem } from '../kubeconfig/pem.ts'
import { pluginInfo, readPluginAnswer } from './plugin-answer.ts'
import type { PluginAnswer } from './plugin-answer.ts'
import { runPlugin } from './plugin-run.ts'
import { createPluginSignIn, untilAborted } from './plugin-sign-in.ts'
import { namedFileLimit, readRegularFile } from '../../base/read-regular-file.ts'
import type { PluginConfig, ResolvedContext } from '../kubeconfig/resolved-context.ts'

/** The sign-in of one request. */
export interface Identity {
  headers: RequestHeaders
  clientCertificate: ClientCertificate | null
  /** The token's validity period; `null` if it contains none. */
  tokenSpan: Span | null
  /** The plugin's answer, if a plugin was used. */
  answer: PluginAnswer | null
}

export interface SignIn {
  get: (signal?: AbortSignal) => Promise<Identity>
  /** Call after a 401: returns whether signing in again can help. If so, the next `get` does it. */
  drop: (identity: Identity) => boolean
  /** The cluster accepted it. */
  accept: (identity: Identity) => void
  retry: () => void
  close: () => void
}

interface SignInDeps {
  context: ResolvedContext
  /** The PEM of the cluster's authority, empty for none. */
  readAuthority: () => Promise<string>
  /** Milliseconds for one run of a plugin. */
  pluginLimit: number
  onPlugin: (command: string | null) => void
  log: KubeLog
  clock: Clock
}

/** Files are reread after a minute: token and certificate files get replaced while Credenza runs. */
const fileMilliseconds = 60_000

/** Signs in as the context specifies. */
export function createSignIn({
  context,
  readAuthority,
  pluginLimit,
  onPlugin,
  log,
  clock,
}: SignInDeps): SignIn {
  const { signIn, clientCertificate } = context
  const run = async (plugin: PluginConfig, signal: AbortSignal): Promise<PluginAnswer> => {
    const info = pluginInfo(context, plugin, plugin.isToldOfCluster ? await readAuthority() : '')
    const { environment } = context
    const startedAt = clock.elapsed()
    const ms = () => Math.round(clock.elapsed() - startedAt)
    onPlugin(plugin.command)
    try {
      const output = await runPlugin({ plugin, info, environment, timeLimit: pluginLimit, signal })
      const answer = readPluginAnswer(output, plugin)
      log({ event: 'kube:sign-in', ms: ms() })
      return answer
    } catch (error) {
      log({
        event: 'kube:sign-in',
        ms: ms(),
        code: failureOf(error)?.code ?? 'internal',
      })
      throw error
    } finally {
      onPlugin(null)
    }
  }
  const plugin = signIn.kind === 'plugin' ? signIn.plugin : null
  const pluginSignIn = plugin === null ? null : createPluginSignIn((signal) => run(plugin, signal), clock)
  const tokenFile = remembered(clock, () => readTokenFile(context))
  const certificate = remembered(clock, async () => {
    if (clientCertificate === null) return null
    return {
      certificate: await readPem(clientCertificate.certificate, context.name),
      key: await readPem(clientCertificate.key, context.name),
    }
  })
  const impersonation = impersonationHeaders(context)

  return {
    get: async (signal) => {
      const answer = pluginSignIn === null ? null : await pluginSignIn.get(signal)
      const token =
        signIn.kind === 'token'
          ? signIn.token
          : signIn.kind === 'token-file'
            ? await untilAborted(tokenFile.get(), signal)
            : (answer?.token ?? '')
      return {
        headers: { ...authorization(context, token), ...impersonation },
        clientCertificate: answer?.clientCertificate ?? (await untilAborted(certificate.get(), signal)),
        tokenSpan: spanOfToken(token),
        answer,
      }
    },
    drop: ({ answer }) => {
      tokenFile.forget()
      certificate.forget()
      if (answer !== null && pluginSignIn !== null) return pluginSignIn.drop(answer)
      return signIn.kind === 'token-file'
    },
    accept: ({ answer }) => {
      if (answer !== null) pluginSignIn?.accept(answer)
    },
    retry: () => {
      tokenFile.forget()
      certificate.forget()
      pluginSignIn?.retry()
    },
    close: () => pluginSignIn?.close(),
  }
}

function authorization({ signIn }: ResolvedContext, token: string): Record<string, string> {
  if (signIn.kind === 'basic') {
    const pair = Buffer.from(`${signIn.username}:${signIn.password}`, 'utf8').toString('base64')
    return { authorization: `Basic ${pair}` }
  }
  return token === '' ? {} : { authorization: `Bearer ${headerBytes(token)}` }
}

async function readTokenFile({ signIn }: ResolvedContext): Promise<string> {
  if (signIn.kind !== 'token-file') return ''
  const { file } = signIn
  try {
    const token = (await readRegularFile(file, { limit: namedFileLimit })).toString('utf8').trim()
    if (/^[\x21-\x7e]+$/.test(token)) return token
    throw failed('token-file-unreadable', { file, reason: token === '' ? 'empty' : 'not a token' })
  } catch (error) {
    if (signIn.token !== '') return signIn.token
    throw error instanceof Error && 'failure' in error
      ? error
      : failed('token-file-unreadable', { file, reason: reasonOf(error) })
  }
}

/** undici takes header lines as Latin-1; client-go sends values as UTF-8. */
const headerBytes = (text: string): string => Buffer.from(text, 'utf8').toString('latin1')

/** A key in a header's name, as client-go writes it: bytes that a name can't contain are percent-encoded. */
const escapedKey = (key: string): string =>
  headerBytes(key).replace(
    /[^!#$&'*+\-.^_`|~0-9A-Za-z]/g,
    (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  )

/** Header names as client-go writes them. */
function impersonationHeaders({ impersonation }: ResolvedContext): RequestHeaders {
  if (impersonation === null) return {}
  const { user, uid, groups, extra } = impersonation
  const headers: Record<string, string | string[]> = { 'impersonate-user': headerBytes(user) }
  if (uid !== '') headers['impersonate-uid'] = headerBytes(uid)
  if (groups.length > 0) headers['impersonate-group'] = groups.map(headerBytes)
  for (const [key, values] of Object.entries(extra)) {
    if (values.length > 0) headers[`impersonate-extra-${escapedKey(key)}`] = values.map(headerBytes)
  }
  return headers
}

/** The validity period in a JSON Web Token; `null` for any other token. */
function spanOfToken(token: string): Span | null {
  const parts = token.split('.')
  if (parts.length !== 3) return null
  try {
    const claims: unknown = JSON.parse(Buffer.from(parts[1] ?? '', 'base64url').toString('utf8'))
    if (!isRecord(claims)) return null
    const time = (claim: string) => {
      const seconds = claims[claim]
      return typeof seconds === 'number' ? seconds * 1000 : null
    }
    return { from: time('nbf') ?? time('iat') ?? -Infinity, until: time('exp') ?? Infinity }
  } catch {
    return null
  }
}

/** Caches the result of `read` for a minute; doesn't cache failures. */
function remembered<T>(clock: Clock, read: () => Promise<T>): { get: () => Promise<T>; forget: () => void } {
  let kept: { value: Promise<T>; until: number } | null = null
  return {
    get: () => {
      if (kept !== null && clock.elapsed() < kept.until) return kept.value
      const value = read()
      const current = { value, until: clock.elapsed() + fileMilliseconds }
      kept = current
      value.catch(() => {
        if (kept === current) kept = null
      })
      return value
    },
    forget: () => {
      kept = null
    },
  }
}
