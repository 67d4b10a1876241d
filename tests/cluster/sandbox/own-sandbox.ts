import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Dispatcher } from 'undici'
import type { KubeObject } from '../../../electron/sandbox/objects/kube-object.ts'
import { customNames, type CustomName } from '../../../electron/sandbox/objects/resource.ts'
import { createSandbox } from '../../../electron/sandbox/sandbox.ts'
import { createAskCluster } from '../ask-cluster.ts'
import { createAuthority } from '../certificates.ts'
import type { Cluster } from '../cluster.ts'
import { kubeconfigText } from '../kubeconfig.ts'
import { createKubectl } from '../kubectl.ts'
import { createSandboxKubectl } from '../sandbox-cluster.ts'
import type { ClusterUser } from '../users.ts'
import { createUsers } from './known-users.ts'
import { serveSandbox, testSandbox } from './serve-sandbox.ts'

/** A sandbox in this process as a test cluster, with a working kubectl. */
interface OwnSandbox extends Omit<Cluster, 'origin' | 'own'> {
  /** What replaces the network. The sandbox identifies users by token. */
  dispatcher: Dispatcher
  setOrganization: (objects: readonly SentObject[]) => Promise<void>
  stop: () => Promise<void>
}

/**
 * Starts an empty sandbox with a loopback port for kubectl, with which tests create and compare what the application
 * should see. The application itself reaches it in this process, as in the product.
 */
export async function startOwnSandbox({
  kubectlPath,
  run,
}: Pick<Cluster, 'kubectlPath' | 'run'>): Promise<OwnSandbox> {
  const folder = await mkdtemp(join(tmpdir(), 'credenza-sandbox-'))
  const adminToken = random()
  const users = createUsers(`${adminToken},admin,admin\n`)
  const sandbox = await createSandbox({ ...testSandbox, callerOf: users.callerOf })
  const authority = createAuthority('sandbox of the tests')
  const { certificate: cert, key } = authority.issue({ name: '127.0.0.1', hosts: ['127.0.0.1'] })
  const served = serveSandbox({ sandbox, users, tls: { cert, key, ca: authority.certificate } })
  await new Promise<void>((resolve) => served.listen(0, '127.0.0.1', resolve))
  const server = `https://127.0.0.1:${(served.address() as AddressInfo).port}`

  const kubeconfigOf = async (name: string, token: string): Promise<string> => {
    const file = join(folder, `${token}.kubeconfig`)
    const text = kubeconfigText({ name, server, ca: authority.certificate, user: { token } })
    await writeFile(file, text, { mode: 0o600 })
    return file
  }
  const adminKubeconfig = await kubeconfigOf('admin', adminToken)
  const kubectl = createSandboxKubectl(createKubectl({ kubectlPath, adminKubeconfig, folder }))
  const ask = createAskCluster({ server, caData: base64(authority.certificate), adminToken })

  return {
    source: 'the sandbox',
    server,
    version: 'v1.20.2',
    adminKubeconfig,
    kubectlPath,
    run,
    folder,
    kubectl,
    ask,
    dispatcher: sandbox.dispatcher,
    setOrganization: (objects) => {
      const named = (name: CustomName) => objects.filter((object) => nameOfKind(object) === name)
      sandbox.setOrganization(
        Object.fromEntries(customNames.map((name) => [name, named(name).map(asStored)])),
      )
      return Promise.resolve()
    },
    namespace: async (prefix = 'test', labels = {}) => {
      const name = `${prefix}-${random()}`
      const body = { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } }
      await ask('/api/v1/namespaces', { body })
      return name
    },
    finalizeNamespace: async (name) => {
      // It may already be gone.
      await kubectl(['delete', 'namespace', name, '--ignore-not-found', '--wait=true'])
    },
    user: async (name, rules = {}): Promise<ClusterUser> => {
      const account = `system:serviceaccount:users-${random()}:${name}-${random()}`
      const token = users.add({ name: account, rules })
      return { name: account, kubeconfig: await kubeconfigOf(name, token), token }
    },
    revoke: ({ name }) => {
      users.add({ name, rules: {} })
      return Promise.resolve()
    },
    stop: async () => {
      served.closeAllConnections()
      await new Promise((resolve) => served.close(resolve))
      await sandbox.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** An object as a client sends it. */
type SentObject = Pick<KubeObject, 'metadata'> & { apiVersion: string; kind: string }

/** The kind as kubectl names it: `projects.run.ai`. */
const nameOfKind = ({ apiVersion, kind }: SentObject): string =>
  `${kind.toLowerCase()}s.${apiVersion.split('/')[0] ?? ''}`

function asStored(sent: SentObject): KubeObject {
  const { apiVersion: _, kind: __, ...object } = sent
  return object
}

const base64 = (text: string) => Buffer.from(text).toString('base64')

const random = () => randomBytes(4).toString('hex')
