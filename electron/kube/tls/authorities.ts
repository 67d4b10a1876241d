import { opendir } from 'node:fs/promises'
import { join } from 'node:path'
import { getCACertificates } from 'node:tls'
import { lookInTime, readRegularFile } from '../../base/read-regular-file.ts'
import { readCertificate } from './certificate.ts'
import type { Certificate } from './certificate.ts'
import { pemBlocks } from '../kubeconfig/pem-blocks.ts'
import type { Authorities } from './verify-chain.ts'

/** The certificates of a PEM text. Skips unreadable ones, as kubectl does. */
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

/** Bytes read in total; the trust store of a distribution has a fortieth of that, twice. */
const mostBytes = 16 * 1024 * 1024
/** Files of one folder. */
const mostNames = 4000
/** Milliseconds for all files. */
const timeLimit = 10_000

/**
 * What this machine trusts if the kubeconfig names no authority: on Linux the files that Go reads, which
 * `SSL_CERT_FILE` and `SSL_CERT_DIR` replace; elsewhere the system's store.
 */
export async function machineAuthorities(environment: Readonly<NodeJS.ProcessEnv>): Promise<Authorities> {
  const pem =
    process.platform === 'linux' ? await linuxPem(environment) : getCACertificates('system').join('\n')
  // Parsing hundreds of certificates takes a tenth of a second, and they hardly ever change.
  if (lastRead?.pem !== pem) lastRead = { pem, authorities: authoritiesIn(pem) }
  return lastRead.authorities
}

let lastRead: { pem: string; authorities: Authorities } | null = null

function authoritiesIn(pem: string): Authorities {
  const blocks = new Set(pem.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [])
  return authoritiesOf(certificatesOf([...blocks].join('\n')))
}

/**
 * The environment names the files, so they can be anything: pipes and devices are skipped, and size and time are
 * limited.
 */
async function linuxPem(environment: Readonly<NodeJS.ProcessEnv>): Promise<string> {
  const files = environment['SSL_CERT_FILE'] ? [environment['SSL_CERT_FILE']] : linuxFiles
  const folders = environment['SSL_CERT_DIR'] ? environment['SSL_CERT_DIR'].split(':') : linuxFolders
  const signal = AbortSignal.timeout(timeLimit)
  const found: string[] = []
  let room = mostBytes
  const take = async (file: string): Promise<boolean> => {
    try {
      const bytes = await readRegularFile(file, { limit: room, signal })
      room -= bytes.length
      found.push(bytes.toString('utf8'))
      return true
    } catch {
      return false
    }
  }
  for (const file of files) if (await take(file)) break
  for (const folder of folders)
    for (const name of await namesIn(folder, signal)) await take(join(folder, name))
  return found.join('\n')
}

async function namesIn(folder: string, signal: AbortSignal): Promise<string[]> {
  const names: string[] = []
  const look = async (stopped: AbortSignal) => {
    for await (const { name } of await opendir(folder)) {
      if (stopped.aborted || names.length === mostNames) break
      names.push(name)
    }
  }
  await lookInTime(look, { signal }).catch(() => undefined)
  return names
}
