import { createHmac, randomBytes } from 'node:crypto'
import type { Layout, SameProgress, SameSecret } from '../../../shared/contract/rotation.ts'
import type { Credential } from '../../../shared/credential.ts'
import { registryDataKeys } from '../../../shared/credential-types/docker-registry.ts'
import { imagesOf, servingAddresses } from '../../../shared/image-registry.ts'
import { isKeptByConsole } from '../../../shared/owners.ts'
import type { OpenCluster } from '../cluster/open-cluster.ts'
import { keysOf } from '../secret-values/judge-fitness.ts'
import { readRegistryLogins, type RegistryLogin } from '../secret-values/read-registry-logins.ts'
import { readWholeSecret, type WholeSecret } from '../secret-values/whole-secret.ts'
import type { StreamSink } from '../stream.ts'
import { changeEach, failureIn } from '../writes/change-each.ts'
import { listOtherSecrets, type OtherSecret } from './other-secrets.ts'
import { rotatedFormat } from './rotated-data.ts'

/** How many secrets one search reads. */
const mostRead = 500

/** The progress is sent after so many secrets, and whenever one is found. */
const sentAfter = 10

/**
 * Finds other secrets with the same values, and credentials with the same type and name. Compares hashes with a key
 * that is generated for each search; values and hashes stay in this function.
 */
export async function findSame(
  open: OpenCluster,
  original: Credential,
  layout: Layout,
  { send, signal }: StreamSink<SameProgress>,
): Promise<void> {
  const { list, connection } = open
  const key = randomBytes(32)
  const hashIn = async ({ namespace, kubernetesName: name, registryUrl }: Held) => {
    const { secret, state } = await readWholeSecret(connection, { namespace, name }, signal)
    return { hash: hashOf(key, secretParts(secret, layout, registryUrl)), state }
  }
  const [{ hash: wanted }, others] = await Promise.all([
    hashIn(original),
    listOtherSecrets(open, original, signal),
  ])
  const all: Comparable[] = [
    ...[...list.credentials()].filter((each) => isOther(each, original)).map(ofCredential),
    ...others.secrets.map((each) => ({ ...each, name: '', registryUrl: layout.registryUrl })),
  ]
  const near = all.sort((a, b) => nearness(b, original) - nearness(a, original)).slice(0, mostRead)
  const unread: SameProgress['unread'] = { count: all.length - near.length + others.more, failure: null }
  let done = 0
  const tell = (found: SameSecret[]) =>
    send({ found, done, of: near.length, unread: { ...unread }, unlisted: others.failure })

  tell([])
  await changeEach(near, { send: () => undefined, signal }, async (other) => {
    const found: SameSecret[] = []
    const why = await failureIn(async () => {
      const { hash, state } = await hashIn(other)
      const hasValue = hash !== null && hash === wanted
      if (!hasValue && !(other.is === 'credential' && isNamesake(other, original))) return
      const { namespace, kubernetesName, is, name, keptBy } = other
      const { uid, resourceVersion } = state
      const at = { namespace, name: kubernetesName, uid, resourceVersion }
      found.push({ at, is, name, has: hasValue ? 'value' : 'name', keptBy })
    })
    done += 1
    // A secret that no longer exists contains nothing.
    if (why !== null && why.code !== 'secret-gone') {
      unread.count += 1
      unread.failure ??= why
    }
    if (found.length > 0 || done % sentAfter === 0 || done === near.length) tell(found)
  })
}

type Held = Pick<Credential, 'namespace' | 'kubernetesName' | 'registryUrl'>
interface Comparable extends Omit<OtherSecret, 'is'> {
  is: SameSecret['is']
  name: string
  registryUrl: string
}

const ofCredential = ({ namespace, kubernetesName, name, registryUrl, owner }: Credential): Comparable => ({
  ...{ namespace, kubernetesName, name, registryUrl, is: 'credential', keptBy: owner?.name ?? '' },
})

/** Has the same type, is managed by Credenza, and isn't the credential itself. */
const isOther = (other: Credential, { uid, type }: Credential): boolean =>
  other.uid !== uid &&
  other.type === type &&
  (other.origin === 'new' || other.origin === 'existing') &&
  !isKeptByConsole(other)

type Named = Pick<Credential, 'name' | 'kubernetesName' | 'namespace'>

const isNamesake = (other: Named, { name, kubernetesName }: Named): boolean =>
  other.name === name || other.kubernetesName === kubernetesName

/** Credentials come first, then those with the same name, then those in the same namespace. */
const nearness = (other: Comparable, original: Named): number =>
  (isNamesake(other, original) ? 4 : 0) +
  (other.namespace === original.namespace ? 2 : 0) +
  (other.is === 'credential' ? 1 : 0)

/** The texts that a rotation replaces, in order. Empty if there are none. */
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
