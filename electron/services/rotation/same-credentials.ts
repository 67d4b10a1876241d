import { createHmac, randomBytes } from 'node:crypto'
import type { RotationState, SameCredential, SameCredentials } from '../../../shared/contract/rotation.ts'
import type { Credential } from '../../../shared/credential.ts'
import { registryDataKeys } from '../../../shared/credential-types/docker-registry.ts'
import { imagesOf, servingAddresses } from '../../../shared/image-registry.ts'
import { isKeptByConsole } from '../../../shared/owners.ts'
import type { Failure } from '../../../shared/failure.ts'
import type { OpenCluster } from '../cluster/open-cluster.ts'
import { keysOf } from '../secret-values/judge-fitness.ts'
import { readRegistryLogins, type RegistryLogin } from '../secret-values/read-registry-logins.ts'
import { readWholeSecret, type WholeSecret } from '../secret-values/whole-secret.ts'
import { changeEach, failureIn } from '../writes/change-each.ts'
import { rotatedFormat } from './rotated-data.ts'

/** Most credentials that are read for one question. */
const mostRead = 500

type Layout = Pick<RotationState, 'type' | 'format'>

/**
 * Other credentials of the same type that hold the same secret values or have the same name. What is compared are hashes
 * under a key that is drawn for this one question; values and hashes stay in here.
 */
export async function findSame(
  { list, connection }: Pick<OpenCluster, 'list' | 'connection'>,
  original: Credential,
  layout: Layout,
): Promise<SameCredentials> {
  const key = randomBytes(32)
  const hashIn = async ({ namespace, kubernetesName: name, registryUrl }: Credential) => {
    const { secret, state } = await readWholeSecret(connection, { namespace, name })
    return { hash: hashOf(key, secretParts(secret, layout, registryUrl)), state }
  }
  const { hash: wanted } = await hashIn(original)
  const found: SameCredential[] = []
  let count = 0
  let failure: Failure | null = null
  const all = [...list.credentials()].filter((each) => isOther(each, original))
  const others = all.sort((a, b) => nearness(b, original) - nearness(a, original)).slice(0, mostRead)
  await changeEach(others, { send: () => undefined, signal: new AbortController().signal }, async (other) => {
    const why = await failureIn(async () => {
      const { hash, state } = await hashIn(other)
      const hasValue = hash !== null && hash === wanted
      if (!hasValue && !isNamesake(other, original)) return
      const { namespace, kubernetesName: name } = other
      const { uid, resourceVersion } = state
      found.push({
        at: { namespace, name, uid, resourceVersion },
        name: other.name,
        has: hasValue ? 'value' : 'name',
        keptBy: other.owner?.name ?? '',
      })
    })
    // One that was deleted since it was listed holds nothing.
    if (why === null || why.code === 'secret-gone') return
    count += 1
    failure ??= why
  })
  const place = ({ at }: SameCredential) => `${at.namespace}/${at.name}`
  found.sort((a, b) => (place(a) < place(b) ? -1 : 1))
  return { found, unread: { count: count + all.length - others.length, failure } }
}

/** Of the same type, kept by Credenza, and not itself. */
const isOther = (other: Credential, { uid, type }: Credential): boolean =>
  other.uid !== uid &&
  other.type === type &&
  (other.origin === 'new' || other.origin === 'existing') &&
  !isKeptByConsole(other)

const isNamesake = (other: Credential, { name, kubernetesName }: Credential): boolean =>
  other.name === name || other.kubernetesName === kubernetesName

/** Those of the same name and of the same namespace are read first. */
const nearness = (other: Credential, original: Credential): number =>
  (isNamesake(other, original) ? 2 : 0) + (other.namespace === original.namespace ? 1 : 0)

/** The texts that a rotation replaces, in their order; empty where there are none. */
function secretParts({ type, data }: WholeSecret, layout: Layout, registryUrl: string): string[] {
  const { form, fields } = rotatedFormat(layout)
  if (form === 'entries')
    return Object.entries(data)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flat()
  if (form !== 'registry-login')
    return fields
      .filter(({ isSecret }) => isSecret)
      .map((field) => data[keysOf(data, [field.key, ...field.otherKeys])[0] ?? ''] ?? '')
      .filter(Boolean)
  const key = registryDataKeys[type] ?? ''
  const read = readRegistryLogins(
    Buffer.from(data[key] ?? '', 'base64'),
    key === '.dockercfg' ? 'entries' : 'auths',
  )
  const logins = read.kind === 'read' && read.logins !== null ? read.logins : new Map<string, RegistryLogin>()
  const [address = ''] = servingAddresses([...logins.keys()], imagesOf(registryUrl))
  const password = logins.get(address)?.password ?? ''
  return password === '' ? [] : [password]
}

function hashOf(key: Buffer, parts: readonly string[]): string | null {
  return parts.length === 0 ? null : createHmac('sha256', key).update(JSON.stringify(parts)).digest('base64')
}
