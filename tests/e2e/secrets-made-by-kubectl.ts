import type { Cluster } from '../cluster/cluster.ts'

/** Makes a secret and registers it for its project with kubectl, as Run:ai's documentation tells. */
export async function registeredSecret(
  cluster: Cluster,
  secret: { namespace: string; name: string; type?: 'password' | 'access-key' | 'docker-registry' },
): Promise<void> {
  const { namespace, name, type = 'password' } = secret
  await cluster.kubectl(createCommand(type, name, namespace))
  await cluster.kubectl([
    ...['label', 'secret', name, '-n', namespace],
    ...['run.ai/credentials=true', `run.ai/resource=${type}`],
  ])
}

function createCommand(type: string, name: string, namespace: string): string[] {
  if (type === 'docker-registry') {
    return [
      ...['create', 'secret', 'docker-registry', name, '-n', namespace],
      ...[
        '--docker-server=harbor.int.halden.io',
        '--docker-username=robot',
        '--docker-password=s3cret-login',
      ],
    ]
  }
  const [user, password] = type === 'password' ? ['User', 'Password'] : ['AccessKeyId', 'SecretKey']
  return [
    ...['create', 'secret', 'generic', name, '-n', namespace],
    ...[`--from-literal=${user}=robot`, `--from-literal=${password}=s3cret-value`],
  ]
}

/** Makes a registered secret a credential, as the first wizard of Credenza will. */
export async function claimByKubectl(
  cluster: Cluster,
  secret: { namespace: string; name: string },
  annotations: Record<string, string>,
): Promise<void> {
  const pairs = Object.entries(annotations).map(([key, value]) => `credenza.app/${key}=${value}`)
  await cluster.kubectl(['annotate', 'secret', secret.name, '-n', secret.namespace, '--overwrite', ...pairs])
}
