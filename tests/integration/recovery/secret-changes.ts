import type { Cluster } from '../../cluster/cluster.ts'
import type { Random } from './random.ts'

/** The secrets of some namespaces, changed by kubectl like by others. */
interface SecretChanges {
  /** Makes this many changes, each of a random kind and secret. */
  make: (count: number) => Promise<void>
  /** The lines that the table must show, one per registered secret, sorted. */
  expected: () => Promise<string[]>
}

interface Item {
  metadata: {
    uid: string
    resourceVersion: string
    name: string
    namespace: string
    labels?: Record<string, string>
    annotations?: Record<string, string>
  }
}

const registering = { 'run.ai/credentials': 'true', 'run.ai/resource': 'password' }

/** A secret of the table: a credential by its name, any other by the version that a claim is based on. */
export const credentialLine = (uid: string, place: string, credential: string) =>
  `${place} ${uid} credential ${credential}`
export const unusedLine = (uid: string, place: string, version: string) => `${place} ${uid} unused ${version}`

export function createSecretChanges(
  { kubectl }: Pick<Cluster, 'kubectl'>,
  namespaces: readonly string[],
  random: Random,
): SecretChanges {
  const there: { namespace: string; name: string }[] = []
  let made = 0

  const create = async () => {
    const namespace = random.pick(namespaces)
    const name = `secret-${made++}`
    const isRegistered = random.next() < 0.8
    const isCredential = isRegistered && random.next() < 0.5
    const metadata = {
      name,
      namespace,
      labels: isRegistered ? registering : { app: 'other' },
      annotations: isCredential ? { 'credenza.app/credential': `Credential ${made}` } : {},
    }
    const input = JSON.stringify({ apiVersion: 'v1', kind: 'Secret', metadata })
    await kubectl(['create', '-f', '-'], { input })
    there.push({ namespace, name })
  }
  const remove = async () => {
    const [gone] = there.splice(random.below(there.length), 1)
    if (gone !== undefined) await kubectl(['delete', 'secret', gone.name, '-n', gone.namespace])
  }
  const change = async (verb: 'label' | 'annotate', ...pairs: string[]) => {
    const { namespace, name } = random.pick(there)
    await kubectl([verb, 'secret', name, '-n', namespace, '--overwrite', ...pairs])
  }
  const changes: readonly (() => Promise<void>)[] = [
    create,
    create,
    remove,
    () => change('label', 'run.ai/credentials=true', 'run.ai/resource=password'),
    () => change('label', 'run.ai/credentials-', 'run.ai/resource-'),
    () => change('label', `app=${random.below(1_000)}`),
    () => change('annotate', `credenza.app/credential=Claimed ${random.below(1_000)}`),
  ]

  return {
    make: async (count) => {
      for (let index = 0; index < count; index += 1) {
        await (there.length < 6 ? create() : random.pick(changes)())
      }
    },
    expected: async () => {
      const { items } = JSON.parse(await kubectl(['get', 'secrets', '-A', '-o', 'json'])) as { items: Item[] }
      return items
        .filter(({ metadata: { labels = {} } }) => 'run.ai/credentials' in labels)
        .map(({ metadata: { uid, namespace, name, resourceVersion, annotations = {} } }) => {
          const credential = annotations['credenza.app/credential']
          const place = `${namespace}/${name}`
          return credential === undefined
            ? unusedLine(uid, place, resourceVersion)
            : credentialLine(uid, place, credential)
        })
        .sort()
    },
  }
}
