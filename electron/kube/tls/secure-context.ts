import { X509Certificate } from 'node:crypto'
import { createSecureContext } from 'node:tls'
import type { SecureContext } from 'node:tls'
import { failed } from '../../../shared/failure.ts'
import type { ClientCertificate } from '../kubeconfig/pem.ts'
import { reasonOf } from '../../base/file-error.ts'
import type { PemSource, ResolvedContext } from '../kubeconfig/resolved-context.ts'
import { pemBlocks, pemText } from '../kubeconfig/pem-blocks.ts'
import { readPrivateKey, UnusableKey } from '../kubeconfig/private-key.ts'

/** The failure for unusable PEM, with its field and file. */
export function unusablePem({ name }: ResolvedContext, source: PemSource | null | undefined, reason: string) {
  const { field, file } = source ?? { field: '', file: '' }
  return failed('context-unusable', { context: name, field, file, reason })
}

/** No client certificate and no authorities: the judge has those, and loading the built-in ones is slow. */
export const looseContext = () => createSecureContext({ ca: [], minVersion: 'TLSv1.2' })

/** The same; `null` for a server without TLS. */
export const looseContextFor = ({ protocol }: URL): SecureContext | null =>
  protocol === 'http:' ? null : looseContext()

/** Throws `context-unusable` for PEM that TLS rejects; `null` for a server without TLS. */
export function secureContextOf(
  context: ResolvedContext,
  client: ClientCertificate | null,
): SecureContext | null {
  if (context.server.startsWith('http:')) return null
  if (client === null) return looseContext()
  const sources = context.clientCertificate
  const cert = pemBlocks(client.certificate)
    .filter(({ label }) => label === 'CERTIFICATE')
    .map(pemText)
    .join('')
  if (cert === '') throw unusablePem(context, sources?.certificate, 'no certificate')
  try {
    createSecureContext({ ca: [], cert })
  } catch (error) {
    throw unusablePem(context, sources?.certificate, reasonOf(error))
  }
  try {
    const key = readPrivateKey(client.key)
    // TLS ignores a key of another kind than the certificate's, and then sends no certificate.
    if (!new X509Certificate(cert).checkPrivateKey(key))
      throw new UnusableKey('it belongs to another certificate')
    return createSecureContext({
      ca: [],
      minVersion: 'TLSv1.2',
      cert,
      key: key.export({ type: 'pkcs8', format: 'pem' }),
    })
  } catch (error) {
    throw unusablePem(context, sources?.key, error instanceof UnusableKey ? error.message : reasonOf(error))
  }
}
