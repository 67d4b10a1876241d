import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Cluster, ClusterUser, StartedCluster } from '../cluster/cluster.ts'
import { makeAll, type Create } from './seed.ts'
import type { UsageRun } from './usage-run.ts'

/** The results of kubectl and a script, with milliseconds: in pages of 500, its default, and in one piece. */
interface ScriptRun {
  ms: number
  users: number
  pods: number
}

/** A namespace with pods, half of which use one Secret. One entry per round. */
export interface UsageMeasured {
  pods: number
  usingPods: number
  workloads: number
  credenza: UsageRun[]
  kubectl: ScriptRun[]
  kubectlAtOnce: ScriptRun[]
}

interface UsageRequest {
  options: { pods: number; rounds: number }
  cluster: StartedCluster
  user: ClusterUser
  kubeconfig: string
  say: (line: string) => void
}

const podsOfWorkload = 50
const secret = 'registry-login'
const run = promisify(execFile)
const kinds = 'serviceaccounts,deployments,statefulsets,daemonsets,replicasets,jobs,cronjobs,pods'

/** Creates the pods, and searches for the secret's users alternately with kubectl. */
export async function benchUsage({
  options,
  cluster,
  user,
  kubeconfig,
  say,
}: UsageRequest): Promise<UsageMeasured> {
  const namespace = await cluster.namespace('bench-usage')
  const workloads = Math.ceil(options.pods / podsOfWorkload)
  say(`Seeding ${options.pods} pods of ${workloads} workloads.`)
  await makeAll(cluster, user.token, [objectsToMake(namespace, workloads, options.pods)])
  const using = Math.ceil(workloads / 2)
  const usingPods = Math.min(options.pods, using * podsOfWorkload)
  const measured: UsageMeasured = {
    ...{ pods: options.pods, usingPods, workloads: using },
    credenza: [],
    kubectl: [],
    kubectlAtOnce: [],
  }
  for (let round = 0; round <= options.rounds; round++) {
    const found = await runCredenza(kubeconfig, namespace)
    const byKubectl = await runScript(cluster, user, namespace, [])
    const atOnce = await runScript(cluster, user, namespace, ['--chunk-size=0'])
    // The first round warms the server's caches for all of them.
    if (round === 0) continue
    measured.credenza.push(found)
    measured.kubectl.push(byKubectl)
    measured.kubectlAtOnce.push(atOnce)
    say(`Round ${round} of ${options.rounds}.`)
  }
  return measured
}

/** Who counted wrong. Empty if all is right. */
export function wrongUsage({
  workloads,
  usingPods,
  credenza,
  kubectl,
  kubectlAtOnce,
}: UsageMeasured): string[] {
  const wrong = [...credenza, ...kubectl, ...kubectlAtOnce]
    .filter(({ users, pods }) => users !== workloads || pods !== usingPods)
    .map(({ users, pods }) => `${users} users and ${pods} pods were found, not ${workloads} and ${usingPods}`)
  return [...new Set(wrong)]
}

async function runCredenza(kubeconfig: string, namespace: string): Promise<UsageRun> {
  const script = join(import.meta.dirname, 'usage-run.ts')
  const { stdout } = await run(process.execPath, ['--expose-gc', script, kubeconfig, namespace, secret])
  return JSON.parse(stdout) as UsageRun
}

async function runScript(
  cluster: Cluster,
  user: ClusterUser,
  namespace: string,
  more: string[],
): Promise<ScriptRun> {
  const script = join(import.meta.dirname, 'usage-script.ts')
  const began = performance.now()
  const json = await cluster.kubectl(['get', kinds, '-n', namespace, '-o', 'json', ...more], { as: user })
  const found = run(process.execPath, [script, secret], { maxBuffer: 1024 * 1024 })
  found.child.stdin?.end(json)
  const { stdout } = await found
  return { ms: performance.now() - began, ...(JSON.parse(stdout) as { users: number; pods: number }) }
}

/**
 * Pods of workloads that are known only by references. Those of every second one use the secret, by a pull and by a
 * variable.
 */
function* objectsToMake(namespace: string, workloads: number, pods: number): Generator<Create> {
  const at = (group: string, plural: string) => `/${group}/namespaces/${namespace}/${plural}`
  for (let index = 0; index < workloads; index++) {
    const name = `app-${index}`
    const labels = { app: name }
    const spec = podSpec(index % 2 === 0 ? secret : 'another')
    const owner = {
      ...{ apiVersion: 'run.ai/v2alpha1', kind: 'TrainingWorkload', name, uid: `workload-${index}` },
      controller: true,
    }
    for (let pod = 0; pod < podsOfWorkload && index * podsOfWorkload + pod < pods; pod++)
      yield {
        path: at('api/v1', 'pods'),
        body: { metadata: { name: `${name}-${pod}`, labels, ownerReferences: [owner] }, spec },
      }
  }
}

/** As long as those of real pods. */
const podSpec = (name: string) => ({
  imagePullSecrets: [{ name }],
  containers: ['main', 'sidecar'].map((container) => ({
    name: container,
    image: `registry.example/team/${container}:1.2.3`,
    env: [
      { name: 'TOKEN', valueFrom: { secretKeyRef: { name, key: 'token' } } },
      ...Array.from({ length: 20 }, (_, at) => ({ name: `SETTING_${at}`, value: `value-of-setting-${at}` })),
    ],
    resources: { limits: { cpu: '1', memory: '1Gi' } },
    volumeMounts: [{ name: 'data', mountPath: '/data' }],
  })),
  volumes: [{ name: 'data', emptyDir: {} }],
})
