import { createSecureContext } from 'node:tls'
import type { SecureContext } from 'node:tls'
import { failed } from '../../../shared/failure.ts'
import type { ClientCertificate } from '../kubeconfig/pem.ts'
import { reasonOf } from '../../base/file-error.ts'
import type { PemSource, ResolvedContext } from '../kubeconfig/resolved-context.ts'
import { pemBlocks, pemText } from './pem-blocks.ts'

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
  const blocksOf = (pem: string, isWanted: (label: string) => boolean) =>
    pemBlocks(pem).filter(({ label }) => isWanted(label))
  const cert = blocksOf(client.certificate, (label) => label === 'CERTIFICATE')
    .map(pemText)
    .join('')
  const [keyBlock] = blocksOf(
    client.key,
    (label) => label === 'PRIVATE KEY' || label.endsWith(' PRIVATE KEY'),
  )
  if (cert === '') throw unusablePem(context, sources?.certificate, 'no certificate')
  if (keyBlock === undefined) throw unusablePem(context, sources?.key, 'no private key')
  try {
    createSecureContext({ ca: [], cert })
  } catch (error) {
    throw unusablePem(context, sources?.certificate, reasonOf(error))
  }
  try {
    return createSecureContext({ ca: [], minVersion: 'TLSv1.2', cert, key: pemText(keyBlock) })
  } catch (error) {
    throw unusablePem(context, sources?.key, reasonOf(error))
  }
}
