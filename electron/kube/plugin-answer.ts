import * as z from 'zod/mini'
import { failed } from '../../shared/failure.ts'
import type { ClientCertificate } from './pem.ts'
import type { PluginConfig, ResolvedContext } from './resolved-context.ts'

/** What an exec plugin gave. */
export interface PluginAnswer {
  /** Empty where it gave a certificate only. */
  token: string
  clientCertificate: ClientCertificate | null
  /** Milliseconds since 1970; `null` where the plugin does not tell. */
  expiresAt: number | null
}

const Answer = z.object({
  kind: z.literal('ExecCredential'),
  apiVersion: z.enum(['client.authentication.k8s.io/v1', 'client.authentication.k8s.io/v1beta1']),
  status: z.object({
    token: z.nullish(z.string()),
    clientCertificateData: z.nullish(z.string()),
    clientKeyData: z.nullish(z.string()),
    expirationTimestamp: z.nullish(z.string()),
  }),
})

/** Reads what an exec plugin printed; throws `plugin-rubbish` with a reason that holds nothing of it. */
export function readPluginAnswer(output: string, { command }: PluginConfig): PluginAnswer {
  const rubbish = (reason: string) => failed('plugin-rubbish', { command, reason })
  let json: unknown
  try {
    json = JSON.parse(output)
  } catch {
    throw rubbish(output.trim() === '' ? 'nothing printed' : 'no JSON')
  }
  const parsed = Answer.safeParse(json)
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path.join('.') ?? ''
    throw rubbish(field === '' ? 'no ExecCredential' : field)
  }
  const {
    token,
    clientCertificateData: certificate,
    clientKeyData: key,
    expirationTimestamp,
  } = parsed.data.status
  if (!token && !(certificate && key)) throw rubbish('neither a token nor a certificate with its key')
  if (token && !/^[\x21-\x7e]+$/.test(token)) throw rubbish('status.token')
  const expiresAt = expirationTimestamp ? Date.parse(expirationTimestamp) : null
  if (Number.isNaN(expiresAt)) throw rubbish('status.expirationTimestamp')
  return {
    token: token ?? '',
    clientCertificate: certificate && key ? { certificate, key } : null,
    expiresAt,
  }
}

/** The JSON that an exec plugin is given in KUBERNETES_EXEC_INFO. `authority` is PEM, empty for none. */
export function pluginInfo(context: ResolvedContext, plugin: PluginConfig, authority: string): string {
  const cluster = {
    server: context.server,
    ...(context.tlsServerName === '' ? {} : { 'tls-server-name': context.tlsServerName }),
    ...(context.skipsVerification ? { 'insecure-skip-tls-verify': true } : {}),
    ...(authority === ''
      ? {}
      : { 'certificate-authority-data': Buffer.from(authority, 'utf8').toString('base64') }),
    ...(context.proxy === '' ? {} : { 'proxy-url': context.proxy }),
    ...(plugin.clusterConfig === undefined ? {} : { config: plugin.clusterConfig }),
  }
  return JSON.stringify({
    kind: 'ExecCredential',
    apiVersion: plugin.apiVersion,
    spec: { interactive: false, ...(plugin.isToldOfCluster ? { cluster } : {}) },
  })
}
