import type { Cluster } from '../cluster/cluster.ts'

type SecretType = 'password' | 'access-key' | 'docker-registry'

/** A secret that is registered for its project. */
interface RegisteredSecret {
  namespace: string
  name: string
  /** Defaults to `password`. */
  type?: SecretType
  /** Claims it: Credenza's annotations without their prefix. */
  credential?: Record<string, string>
  /** Replaces the default values of its type. */
  values?: Record<string, string>
}

/** Creates registered secrets, as by Run:ai's documentation. */
export async function registeredSecrets(
  cluster: Cluster,
  secrets: readonly RegisteredSecret[],
): Promise<void> {
  for (const secret of secrets)
    await cluster.ask(`/api/v1/namespaces/${secret.namespace}/secrets`, { body: manifestOf(secret) })
}

/** Creates one registered secret. */
export const registeredSecret = (cluster: Cluster, secret: RegisteredSecret): Promise<void> =>
  registeredSecrets(cluster, [secret])

/** Credenza's annotations as they are in the cluster. */
const annotationsOf = (annotations: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(annotations).map(([key, value]) => [`credenza.app/${key}`, value]))

function manifestOf({
  namespace,
  name,
  type = 'password',
  credential = {},
  values,
}: RegisteredSecret): object {
  const labels = { 'run.ai/credentials': 'true', 'run.ai/resource': type }
  return {
    ...{ apiVersion: 'v1', kind: 'Secret' },
    type: type === 'docker-registry' ? 'kubernetes.io/dockerconfigjson' : 'Opaque',
    metadata: { name, namespace, labels, annotations: annotationsOf(credential) },
    stringData: values ?? valuesOf(type),
  }
}

function valuesOf(type: SecretType): Record<string, string> {
  if (type === 'password') return { User: 'robot', Password: 'FAKE-value' }
  if (type === 'access-key') return { AccessKeyId: 'robot', SecretKey: 'FAKE-value' }
  const [username, password] = ['robot', 'FAKE-login']
  const auth = Buffer.from(`${username}:${password}`).toString('base64')
  return {
    '.dockerconfigjson': JSON.stringify({ auths: { 'harbor.int.halden.io': { username, password, auth } } }),
  }
}

/** Claims a registered secret while the application is following, or changes its annotations. */
export async function claimByKubectl(
  cluster: Cluster,
  secret: { namespace: string; name: string },
  annotations: Record<string, string>,
): Promise<void> {
  const pairs = Object.entries(annotationsOf(annotations)).map(([key, value]) => `${key}=${value}`)
  await cluster.kubectl(['annotate', 'secret', secret.name, '-n', secret.namespace, '--overwrite', ...pairs])
}
