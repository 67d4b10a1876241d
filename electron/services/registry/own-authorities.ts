import type { RegistryAuthorities } from '../../../shared/contract/registry.ts'
import { failed, failureOf } from '../../../shared/failure.ts'
import { reasonOf } from '../../base/file-error.ts'
import { namedFileLimit, readRegularFile } from '../../base/read-regular-file.ts'
import { authoritiesOf, certificatesOf, machineAuthorities } from '../../kube/tls/authorities.ts'
import type { Certificate } from '../../kube/tls/certificate.ts'
import type { Authorities } from '../../kube/tls/verify-chain.ts'
import type { SettingsStore } from '../settings/settings.ts'

interface OwnAuthoritiesDeps {
  settings: Pick<SettingsStore, 'read' | 'change'>
  /** Shows the native dialog. `null` when cancelled. */
  chooseFile: () => Promise<string | null>
}

/** The PEM file of authorities that the user trusts for registries. It is read again for each test. */
export function createOwnAuthorities({ settings, chooseFile }: OwnAuthoritiesDeps) {
  const told = async (): Promise<RegistryAuthorities | null> => {
    const file = settings.read().registryAuthorities
    if (file === '') return null
    try {
      return { file, count: (await certificatesIn(file)).length, reason: '' }
    } catch (error) {
      const failure = failureOf(error)
      return {
        file,
        count: 0,
        reason: failure?.code === 'authorities-unreadable' ? failure.reason : 'unknown',
      }
    }
  }
  return {
    told,
    async choose(): Promise<RegistryAuthorities | null> {
      const file = await chooseFile()
      if (file === null) return told()
      const { length: count } = await certificatesIn(file)
      await settings.change({ registryAuthorities: file })
      return { file, count, reason: '' }
    },
    async forget(): Promise<null> {
      await settings.change({ registryAuthorities: '' })
      return null
    },
    /** The system's authorities and the user's. Throws `authorities-unreadable`. */
    async all(environment: Readonly<NodeJS.ProcessEnv>): Promise<Authorities> {
      const file = settings.read().registryAuthorities
      const own = file === '' ? [] : await certificatesIn(file)
      const system = await machineAuthorities(environment)
      return own.length === 0 ? system : either(authoritiesOf(own), system)
    },
  }
}

/** Throws `authorities-unreadable`. */
async function certificatesIn(file: string): Promise<Certificate[]> {
  const bytes = await readRegularFile(file, { limit: namedFileLimit }).catch((error: unknown) => {
    throw failed('authorities-unreadable', { file, reason: reasonOf(error) })
  })
  const found = certificatesOf(bytes.toString('utf8'))
  if (found.length === 0) throw failed('authorities-unreadable', { file, reason: 'no-certificate' })
  return found
}

const either = (one: Authorities, other: Authorities): Authorities => ({
  bySubject: (subject) => [...one.bySubject(subject), ...other.bySubject(subject)],
  has: (certificate) => one.has(certificate) || other.has(certificate),
})
