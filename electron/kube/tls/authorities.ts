import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { getCACertificates } from 'node:tls'
import { readCertificate } from './certificate.ts'
import type { Certificate } from './certificate.ts'
import { pemBlocks } from './pem-blocks.ts'
import type { Authorities } from './verify-chain.ts'

/** The certificates of a PEM text. What can't be read is skipped, as kubectl does. */
export function certificatesOf(pem: string): Certificate[] {
  const blocks = pemBlocks(pem).filter(({ label, hasHeaders }) => label === 'CERTIFICATE' && !hasHeaders)
  return blocks.flatMap(({ bytes }) => {
    try {
      return [readCertificate(bytes)]
    } catch {
      return []
    }
  })
}

export function authoritiesOf(certificates: readonly Certificate[]): Authorities {
  const all = new Map<string, Certificate[]>()
  const keyOf = (subject: Buffer) => subject.toString('latin1')
  for (const certificate of certificates) {
    const key = keyOf(certificate.subject)
    all.set(key, [...(all.get(key) ?? []), certificate])
  }
  const bySubject = (subject: Buffer) => all.get(keyOf(subject)) ?? []
  return {
    bySubject,
    has: ({ subject, x509 }) => bySubject(subject).some((one) => one.x509.raw.equals(x509.raw)),
  }
}

const linuxFiles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/pki/tls/cacert.pem',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/cert.pem',
]
const linuxFolders = ['/etc/ssl/certs', '/etc/pki/tls/certs']

/**
 * What this machine trusts where the kubeconfig names no authority: on Linux the files that Go reads, with
 * `SSL_CERT_FILE` and `SSL_CERT_DIR` in their place, elsewhere the system's own store.
 */
export async function machineAuthorities(environment: Readonly<NodeJS.ProcessEnv>): Promise<Authorities> {
  const pem =
    process.platform === 'linux' ? await linuxPem(environment) : getCACertificates('system').join('\n')
  const blocks = new Set(pem.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [])
  return authoritiesOf(certificatesOf([...blocks].join('\n')))
}

async function linuxPem(environment: Readonly<NodeJS.ProcessEnv>): Promise<string> {
  const files = environment['SSL_CERT_FILE'] ? [environment['SSL_CERT_FILE']] : linuxFiles
  const folders = environment['SSL_CERT_DIR']?.split(':') ?? linuxFolders
  const found: string[] = []
  for (const file of files) {
    const text = await textOf(file)
    if (text === null) continue
    found.push(text)
    break
  }
  for (const folder of folders) {
    const names = await readdir(folder).catch(() => [])
    for (const name of names) found.push((await textOf(join(folder, name))) ?? '')
  }
  return found.join('\n')
}

const textOf = (file: string): Promise<string | null> => readFile(file, 'utf8').catch(() => null)
