import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { createAskCluster } from './ask-cluster.ts'
import { createCertificateUser } from './certificate-user.ts'
import type { ClusterDescription } from './cluster-description.ts'
import { findKubectl } from './find-server.ts'
import { kubeconfigText } from './kubeconfig.ts'
import { createKubectl } from './kubectl.ts'
import type { Kubectl } from './kubectl.ts'
import { runLabel } from './namespaces.ts'
import type { OwnClusterAddress } from './own-address.ts'
import { requestAsAdmin } from './own-request.ts'
import { randomSuffix } from './random-suffix.ts'
import type { Cluster, StartedCluster, StartOptions } from './running-cluster.ts'
import { startSupervised } from './supervised-cluster.ts'
import type { ClusterUser, UserRules } from './users.ts'

/**
 * Starts Credenza's own sandbox behind an address, with users, TLS and an administrator like a real cluster, and empty.
 * Only needs kubectl.
 */
export async function startSandboxCluster(options: StartOptions = {}): Promise<StartedCluster> {
  const say = options.say ?? ((line) => console.log(line))
  const kubectlPath = await findKubectl({ say, environment: options.environment ?? process.env })
  const { stop, ...own } = await startSupervised(({ folder, server }) => {
    const script = join(import.meta.dirname, 'sandbox/sandbox-process.ts')
    const serving = [script, folder, new URL(server).port]
    return Promise.resolve([{ name: 'sandbox', command: process.execPath, arguments: serving }])
  })
  const source = 'the sandbox'
  say(`Test cluster: ${source}`)
  const { server, caData, adminKubeconfig, folder } = own
  const { gitVersion } = JSON.parse((await requestAsAdmin(own, '/version')).text) as { gitVersion: string }
  const description: ClusterDescription = {
    ...{ origin: 'sandbox', source, server, caData, version: gitVersion, adminKubeconfig },
    ...{ kubectlPath, run: randomSuffix(), folder, own },
  }
  return { ...connectSandboxCluster(description, own), description, stop }
}

/** The served sandbox of a description, for any process of the machine. */
export function connectSandboxCluster(description: ClusterDescription, address: OwnClusterAddress): Cluster {
  const plain: Partial<ClusterDescription> & Omit<ClusterDescription, 'own'> = { ...description }
  delete plain.own
  return {
    ...(plain as Omit<ClusterDescription, 'own'>),
    kubectl: createSandboxKubectl(createKubectl(description)),
    ask: createAskCluster(address),
    user: (name, rules = {}) => makeUser(address, name, rules),
    revoke: async ({ name }) => {
      await expectStatus(address, 201, '/test/users', { body: { name, rules: {} } })
    },
    namespace: (prefix = 'test', labels = {}) => makeNamespace({ description, address }, prefix, labels),
    finalizeNamespace: (name) => deleteNamespace(address, name),
    certificateUser: createCertificateUser(address),
  }
}

/** The sandbox only reads JSON, and has no schema to validate files against, so that kubectl must do without. */
export const createSandboxKubectl =
  (kubectl: Kubectl): Kubectl =>
  async (args, options = {}) => {
    const [command = '', what = ''] = args
    if (/^(?:cluster)?role(?:binding)?$/.test(what))
      throw new Error('The sandbox has no roles. Run this spec with --project=cluster.')
    if (command === 'create' && what === 'namespace') {
      // From arguments kubectl would send it in a binary format: first gets its JSON, then sends that as a file.
      const input = await kubectl([...args, '--dry-run=client', '--output=json'], options)
      return kubectl(createFile, { ...options, input })
    }
    const isOfFile = ['create', 'apply'].includes(command) && args.includes('-f') && !args.includes('--raw')
    return kubectl(isOfFile ? [...args, unchecked] : args, options)
  }
const unchecked = '--validate=false'
const createFile = ['create', '-f', '-', unchecked]

async function makeUser(address: OwnClusterAddress, name: string, rules: UserRules): Promise<ClusterUser> {
  const account = `${name}-${randomSuffix()}`
  const user = `system:serviceaccount:users:${account}`
  const { text } = await expectStatus(address, 201, '/test/users', { body: { name: user, rules } })
  const { token } = JSON.parse(text) as { token: string }
  const { folder, server, caData } = address
  const ca = Buffer.from(caData, 'base64').toString()
  const kubeconfig = join(folder, `${account}.kubeconfig`)
  await writeFile(kubeconfig, kubeconfigText({ name, server, ca, user: { token } }), { mode: 0o600 })
  return { name: user, kubeconfig, token }
}

async function makeNamespace(
  { description, address }: { description: ClusterDescription; address: OwnClusterAddress },
  prefix: string,
  labels: Record<string, string>,
): Promise<string> {
  const name = `${prefix}-${randomSuffix()}`
  const metadata = { name, labels: { ...labels, [runLabel]: description.run } }
  await expectStatus(address, 201, '/api/v1/namespaces', { body: { metadata } })
  return name
}

/** Deletes it. The sandbox's controllers do the rest. */
async function deleteNamespace(address: OwnClusterAddress, name: string): Promise<void> {
  const path = `/api/v1/namespaces/${name}`
  await expectStatus(address, 200, path, { method: 'DELETE' })
  while ((await requestAsAdmin(address, path)).status !== 404) await wait(20)
}

async function expectStatus(
  address: OwnClusterAddress,
  status: number,
  path: string,
  more: { method?: 'DELETE'; body?: object },
): Promise<{ text: string }> {
  const answer = await requestAsAdmin(address, path, more)
  if (answer.status !== status) throw new Error(`The sandbox answered ${path}: ${answer.text}`)
  return answer
}
