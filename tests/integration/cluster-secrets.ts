import { typeDescriptions, type CredentialType } from '../../shared/credential-types/credential-types.ts'
import type { Cluster } from '../cluster/cluster.ts'

/** The part of a cluster that these functions use. */
type Asked = Pick<Cluster, 'ask'>

/** A Secret in the cluster. */
export interface ClusterSecret {
  apiVersion: 'v1'
  kind: 'Secret'
  metadata: {
    name: string
    namespace: string
    resourceVersion: string
    uid: string
    labels?: Record<string, string>
    annotations?: Record<string, string>
  }
  type: string
  /** Base64. */
  data?: Record<string, string>
}

/** A Secret to create. What is absent is empty, and its type `Opaque`. */
export interface SecretParts {
  labels?: Record<string, string>
  annotations?: Record<string, string>
  type?: string
  /** Before base64. */
  data?: Record<string, string | Uint8Array>
  immutable?: boolean
}

/** The marker in every value that these tests send to the cluster, so that it can be searched for. */
export const marker = 'SECRET-VALUE'

/** The marker's base64 at each of the three alignments. */
const markers = [
  marker,
  ...['', 'x', 'xx'].map((before) => Buffer.from(`${before}${marker}`).toString('base64').slice(4, -4)),
]

/** Whether a text, or the JSON of anything, contains a value of these tests, in plaintext or base64. */
export const holdsValue = (told: unknown): boolean => {
  const text = JSON.stringify(told)
  return markers.some((each) => text.includes(each))
}

/** The labels of a project's unused secret. */
export const registered = (type: CredentialType): Record<string, string> => ({
  'run.ai/credentials': 'true',
  'run.ai/resource': typeDescriptions[type].resource,
})

export const base64 = (text: string | Uint8Array): string => Buffer.from(text as string).toString('base64')

/** Creates secrets in one namespace, by name, and returns them from the cluster. */
export async function makeSecrets(
  cluster: Asked,
  namespace: string,
  secrets: Readonly<Record<string, SecretParts>>,
): Promise<Map<string, ClusterSecret>> {
  const bodies = Object.entries(secrets).map(
    ([name, { labels, annotations, type, data = {}, immutable }]) => ({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name, namespace, labels, annotations },
      type: type ?? 'Opaque',
      data: Object.fromEntries(Object.entries(data).map(([key, value]) => [key, base64(value)])),
      immutable,
    }),
  )
  for (const body of bodies) await cluster.ask(secretsIn(namespace), { body })
  return secretsOf(cluster, namespace)
}

/** Creates a Secret by `kubectl apply`, which leaves its values in an annotation. */
export async function applySecret(
  cluster: Pick<Cluster, 'kubectl'>,
  metadata: { name: string; namespace: string } & Pick<SecretParts, 'labels' | 'annotations'>,
  stringData: Record<string, string>,
): Promise<void> {
  const input = JSON.stringify({ apiVersion: 'v1', kind: 'Secret', metadata, stringData })
  await cluster.kubectl(['apply', '-f', '-'], { input })
}

const secretsIn = (namespace: string) => `/api/v1/namespaces/${namespace}/secrets`

/** The secrets of a namespace by name. */
export async function secretsOf(cluster: Asked, namespace: string): Promise<Map<string, ClusterSecret>> {
  const { items } = await cluster.ask<{ items: ClusterSecret[] }>(secretsIn(namespace))
  return new Map(items.map((item) => [item.metadata.name, asShown(item)]))
}

/** One secret that must exist. */
export const secretOf = async (cluster: Asked, namespace: string, name: string): Promise<ClusterSecret> =>
  asShown(await cluster.ask<ClusterSecret>(`${secretsIn(namespace)}/${name}`))

/** As kubectl shows it, without managed fields. In a list the API omits its type. */
function asShown({ metadata, ...secret }: ClusterSecret): ClusterSecret {
  const { managedFields: _, ...shown } = metadata as ClusterSecret['metadata'] & { managedFields?: unknown }
  return { ...secret, apiVersion: 'v1', kind: 'Secret', metadata: shown }
}

/** Changes labels or annotations of a secret, like another tool. */
export const changeSecret = (
  cluster: Pick<Cluster, 'kubectl'>,
  verb: 'label' | 'annotate',
  secret: ClusterSecret,
  ...pairs: string[]
) => cluster.kubectl([verb, 'secret', secret.metadata.name, '-n', secret.metadata.namespace, ...pairs])
