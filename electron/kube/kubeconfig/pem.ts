import { X509Certificate } from 'node:crypto'
import { failed } from '../../../shared/failure.ts'
import { reasonOf } from '../../base/file-error.ts'
import { namedFileLimit, readRegularFile } from '../../base/read-regular-file.ts'
import type { PemSource } from './resolved-context.ts'

/** A client certificate with its key, both PEM. */
export interface ClientCertificate {
  certificate: string
  key: string
}

/** Reads the PEM of a source; throws `context-unusable` with field and file. */
export async function readPem(source: PemSource, context: string): Promise<string> {
  const { field } = source
  const unusable = (file: string, reason: string) =>
    failed('context-unusable', { context, field, file, reason })
  if (source.kind === 'data') return source.pem
  const bytes = await readRegularFile(source.file, { limit: namedFileLimit }).catch((error: unknown) => {
    throw unusable(source.file, reasonOf(error))
  })
  const pem = bytes.toString('utf8')
  if (!pem.includes('-----BEGIN ')) throw unusable(source.file, 'not PEM')
  return pem
}

/** A validity period, in milliseconds since 1970; open ends are infinite. */
export interface Span {
  from: number
  until: number
}

export const isWithin = ({ from, until }: Span, at: number): boolean => from <= at && at < until

/** The validity period of the first certificate of a PEM text; `null` if it can't be parsed. */
export function spanOf(pem: string): Span | null {
  try {
    const { validFrom, validTo } = new X509Certificate(pem)
    return { from: Date.parse(validFrom), until: Date.parse(validTo) }
  } catch {
    return null
  }
}
