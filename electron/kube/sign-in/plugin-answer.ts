import { X509Certificate } from 'node:crypto'
import { failed } from '../../../shared/failure.ts'
import { goTime, readExecCredential, UnusableAnswer, type ExecCredential } from './exec-credential.ts'
import type { ClientCertificate } from '../kubeconfig/pem.ts'
import { readPrivateKey } from '../kubeconfig/private-key.ts'
import type { PluginConfig, ResolvedContext } from '../kubeconfig/resolved-context.ts'

/** The result of an exec plugin. */
export interface PluginAnswer {
  /** Empty if it returned only a certificate. */
  token: string
  clientCertificate: ClientCertificate | null
  /** Milliseconds since 1970; `null` if the plugin doesn't say. */
  expiresAt: number | null
}

/**
 * Reads an exec plugin's output by client-go's rules; throws `plugin-rubbish` with a reason that contains nothing of
 * the output but the API version.
 */
export function readPluginAnswer(output: string, { command, apiVersion }: PluginConfig): PluginAnswer {
  const rubbish = (reason: string) => failed('plugin-rubbish', { command, reason })
  let answer: ExecCredential
  try {
    answer = readExecCredential(output)
  } catch (error) {
    throw error instanceof UnusableAnswer ? rubbish(error.message) : error
  }
  // Like client-go, accepts an answer without a kind.
  if (answer.kind !== 'ExecCredential' && answer.kind !== '') throw rubbish('kind')
  if (answer.apiVersion !== apiVersion) throw rubbish(otherVersion(apiVersion, answer.apiVersion))
  if (answer.status === null) throw rubbish('status')
  const { token, clientCertificateData: certificate, clientKeyData: key, expirationTimestamp } = answer.status
  if (token === '' && certificate === '' && key === '') {
    throw rubbish('neither a token nor a certificate with its key')
  }
  if ((certificate === '') !== (key === ''))
    throw rubbish('a certificate without its key, or a key without its certificate')
  if (certificate !== '' && !isPair(certificate, key))
    throw rubbish('a certificate and a key that don’t match')
  // The token becomes a header line.
  if (/[\0-\x08\x0a-\x1f\x7f]/.test(token)) throw rubbish('status.token')
  return {
    token,
    clientCertificate: certificate === '' ? null : { certificate, key },
    expiresAt: expirationTimestamp === '' ? null : goTime(expirationTimestamp),
  }
}

function otherVersion(expected: string, given: string): string {
  const version = (name: string) => name.slice(name.lastIndexOf('/') + 1)
  const isKnown = /^client\.authentication\.k8s\.io\/v\d+((alpha|beta)\d+)?$/.test(given)
  return `the kubeconfig asks for apiVersion ${version(expected)}, the plugin answered ${isKnown ? version(given) : 'another one'}`
}

function isPair(certificate: string, key: string): boolean {
  try {
    return new X509Certificate(certificate).checkPrivateKey(readPrivateKey(key))
  } catch {
    return false
  }
}

/** The JSON for an exec plugin's KUBERNETES_EXEC_INFO. `authority` is PEM, empty for none. */
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
