import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { askByKubectl, createAskCluster } from './ask-cluster.ts'
import { createCertificateUser } from './certificate-user.ts'
import type { ClusterDescription } from './cluster-description.ts'
import { findKubectl, findServer } from './find-server.ts'
import { createKubectl } from './kubectl.ts'
import type { Kubectl } from './kubectl.ts'
import { deleteRun, finalizeNamespace, makeNamespace } from './namespaces.ts'
import { createOwnControls } from './own-controls.ts'
import { startOwnCluster } from './own-cluster.ts'
import { randomSuffix } from './random-suffix.ts'
import type { Cluster, StartedCluster, StartOptions } from './running-cluster.ts'
import { connectSandboxCluster } from './sandbox-cluster.ts'
import { makeUser, revokeRights } from './users.ts'

export type { ClusterDescription } from './cluster-description.ts'
export type { Cluster, StartedCluster } from './running-cluster.ts'
export type { ClusterUser, PolicyRule, UserRules } from './users.ts'

/**
 * Returns a running Kubernetes API server: the one of `CREDENZA_TEST_KUBECONFIG`, or kube-apiserver and etcd found on
 * this machine, or on Debian both from its packages and sources. Rejects with what is missing.
 */
export async function startCluster(options: StartOptions = {}): Promise<StartedCluster> {
  const say = options.say ?? ((line) => console.log(line))
  const environment = options.environment ?? process.env
  const found = await findServer({ say, environment })
  const kubectlPath = await findKubectl({ say, environment })
  const run = randomSuffix()
  say(`Test cluster: ${found.source}`)
  if (found.origin === 'given')
    return startGiven(found.kubeconfig, { source: found.source, kubectlPath, run })

  const { stop, ...own } = await startOwnCluster(found, options.apiserverArguments)
  const { server, caData, adminKubeconfig, folder } = own
  const base = { origin: found.origin, source: found.source, server, caData, adminKubeconfig, folder }
  const version = await serverVersion(createKubectl({ kubectlPath, adminKubeconfig, folder }))
  const description: ClusterDescription = { ...base, kubectlPath, run, version, own }
  return { ...connectCluster(description), description, stop }
}

/** The cluster of a description by `startCluster`, for any process of the machine. */
export function connectCluster(description: ClusterDescription): Cluster {
  const { own, ...plain } = description
  if (plain.origin === 'sandbox' && own !== undefined) return connectSandboxCluster(description, own)
  const kubectl = createKubectl(description)
  const ask = own ? createAskCluster(own) : askByKubectl(kubectl)
  const access = { description, kubectl, ask }
  return {
    ...plain,
    kubectl,
    ask,
    user: (name, rules = {}) => makeUser(access, name, rules),
    revoke: (user) => revokeRights(access, user),
    namespace: (prefix = 'test', labels = {}) => makeNamespace(access, prefix, labels),
    finalizeNamespace: (name) => finalizeNamespace(access, name),
    ...(own ? { own: createOwnControls(own), certificateUser: createCertificateUser(own) } : {}),
  }
}

async function startGiven(
  kubeconfig: string,
  { source, kubectlPath, run }: Pick<ClusterDescription, 'source' | 'kubectlPath' | 'run'>,
): Promise<StartedCluster> {
  const folder = await mkdtemp(join(tmpdir(), 'credenza-given-'))
  const adminKubeconfig = join(folder, 'admin.kubeconfig')
  const ask = createKubectl({ kubectlPath, adminKubeconfig: kubeconfig, folder })
  try {
    const view = await ask(['config', 'view', '--minify', '--flatten', '--raw', '--output', 'json'])
    const { text, server, caData } = renameContext(view)
    await writeFile(adminKubeconfig, text, { mode: 0o600 })
    const version = await serverVersion(ask)
    const base = { origin: 'given' as const, source, server, ...(caData ? { caData } : {}), version }
    const description: ClusterDescription = { ...base, adminKubeconfig, kubectlPath, run, folder }
    const cluster = connectCluster(description)
    const stop = async () => {
      await deleteRun(cluster.kubectl, run)
      await rm(folder, { recursive: true, force: true })
    }
    return { ...cluster, description, stop }
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

interface MinifiedKubeconfig {
  clusters: [{ cluster: { server: string; 'certificate-authority-data'?: string } }]
  contexts: [{ name: string }]
  'current-context': string
}

function renameContext(text: string): { text: string; server: string; caData: string | undefined } {
  const config = JSON.parse(text) as MinifiedKubeconfig
  config.contexts[0].name = 'admin'
  config['current-context'] = 'admin'
  const { cluster } = config.clusters[0]
  return {
    text: JSON.stringify(config, null, 2),
    server: cluster.server,
    caData: cluster['certificate-authority-data'],
  }
}

async function serverVersion(kubectl: Kubectl): Promise<string> {
  const answer = JSON.parse(await kubectl(['get', '--raw', '/version'])) as { gitVersion: string }
  return answer.gitVersion
}
