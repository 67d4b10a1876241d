import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Dispatcher } from 'undici'
import { createSandbox } from '../../electron/sandbox/sandbox.ts'
import type { Rule, Sandbox } from '../../electron/sandbox/sandbox.ts'
import type { Cluster } from './cluster.ts'
import { kubeconfigText } from './kubeconfig.ts'
import { createKubectl } from './kubectl.ts'
import type { Kubectl } from './kubectl.ts'
import { serveSandbox } from './serve-sandbox.ts'
import type { ClusterUser, PolicyRule, UserRules } from './users.ts'

/** The sandbox as a test cluster, with kubectl at it like at any other. */
export interface SandboxCluster extends Omit<Cluster, 'origin' | 'own'> {
  sandbox: Sandbox
  /** What stands in for the network for one who signs in with this token. */
  dispatcherOf: (token: string) => Dispatcher
  stop: () => Promise<void>
}

/** So long after a namespace was deleted it is emptied. */
const controllerDelay = 50

/**
 * Starts an empty sandbox that is like the real test cluster: of its version, with users that bear tokens, and with a
 * loopback port for kubectl, by which the tests make and compare what the application is to see. The application itself
 * reaches it in this process.
 */
export async function startSandboxCluster({
  kubectlPath,
  run,
}: Pick<Cluster, 'kubectlPath' | 'run'>): Promise<SandboxCluster> {
  const folder = await mkdtemp(join(tmpdir(), 'credenza-sandbox-'))
  const sandbox = await createSandbox({ seed: 'empty', controllerDelay, hasSelfSubjectReview: false })
  const dispatchers = new Map<string, Dispatcher>()
  const served = await serveSandbox((token) => dispatchers.get(token) ?? null)
  const { server, ca } = served

  const kubeconfigOf = async (name: string, token: string): Promise<string> => {
    const file = join(folder, `${token}.kubeconfig`)
    await writeFile(file, kubeconfigText({ name, server, ca, user: { token } }), { mode: 0o600 })
    return file
  }
  const random = () => randomBytes(4).toString('hex')
  const adminToken = random()
  dispatchers.set(adminToken, sandbox.dispatcher)
  const adminKubeconfig = await kubeconfigOf('admin', adminToken)
  const kubectl = withoutSchema(createKubectl({ kubectlPath, adminKubeconfig, folder }))

  return {
    source: 'the sandbox',
    server,
    version: 'v1.20.2',
    adminKubeconfig,
    kubectlPath,
    run,
    folder,
    kubectl,
    sandbox,
    dispatcherOf: (token) => {
      const found = dispatchers.get(token)
      if (found === undefined) throw new Error('no user of the sandbox has that token')
      return found
    },
    namespace: async (prefix = 'test', labels = {}) => {
      const name = `${prefix}-${random()}`
      const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } }
      await kubectl(['create', '-f', '-'], { input: JSON.stringify(namespace) })
      return name
    },
    finalizeNamespace: async (name) => {
      // It may be gone by itself already.
      await kubectl(['delete', 'namespace', name, '--ignore-not-found', '--wait=true'])
    },
    user: async (name, rules = {}): Promise<ClusterUser> => {
      const token = random()
      const account = `system:serviceaccount:users-${random()}:${name}-${random()}`
      dispatchers.set(token, sandbox.as({ name: account, rules: rulesOf(rules) }))
      return { name: account, kubeconfig: await kubeconfigOf(name, token), token }
    },
    stop: async () => {
      await served.stop()
      await sandbox.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function rulesOf({ clusterRules = [], namespaceRules = {} }: UserRules): Rule[] {
  const at = (namespace: string) => (rule: PolicyRule) => ({ ...rule, namespace })
  const inNamespaces = Object.entries(namespaceRules).map(([name, rules]) => rules.map(at(name)))
  return [...clusterRules.map(at('')), ...inNamespaces.flat()]
}

/** The sandbox has no schema by which kubectl could check what it reads from a file; the answer says what is wrong. */
const withoutSchema =
  (kubectl: Kubectl): Kubectl =>
  ([verb = '', ...rest], options) => {
    const readsFile = ['create', 'apply', 'replace'].includes(verb) && rest.includes('-f')
    const isRaw = rest.includes('--raw')
    return kubectl([verb, ...(readsFile && !isRaw ? ['--validate=false'] : []), ...rest], options)
  }
