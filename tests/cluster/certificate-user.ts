import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openAuthority } from './certificates.ts'
import type { CertificateRequest } from './certificates.ts'
import { kubeconfigText } from './kubeconfig.ts'
import type { OwnClusterAddress } from './own-address.ts'

/** The name of a cluster's certificate authority. */
export const authorityName = 'credenza test authority'

/** Issues client certificates for a cluster whose authority's key is in its folder. */
export const createCertificateUser =
  ({ folder, server }: OwnClusterAddress) =>
  (wanted: CertificateRequest): string => {
    const read = (name: string) => readFileSync(join(folder, name), 'utf8')
    const ca = read('ca.crt')
    const authority = openAuthority(authorityName, { certificate: ca, key: read('ca.key') })
    const file = join(folder, `certificate-${randomBytes(4).toString('hex')}.kubeconfig`)
    const user = authority.issue(wanted)
    writeFileSync(file, kubeconfigText({ name: wanted.name, server, ca, user }), { mode: 0o600 })
    return file
  }
