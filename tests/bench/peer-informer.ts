/**
 * Lists the same secrets once with the informer of Kubernetes' own client for Node.js, in its own process, and prints a
 * `PeerRun` as JSON. Usage: node peer-informer.ts KUBECONFIG CONTEXT SELECTOR
 */
import { CoreV1Api, KubeConfig, makeInformer } from '@kubernetes/client-node'
import { settledMemory } from './main-probe.ts'
import type { PeerRun } from './peers.ts'

const [kubeconfig = '', context = '', labelSelector = ''] = process.argv.slice(2)
process.stdout.write(`${JSON.stringify(await measure())}\n`)
process.exit(0)

async function measure(): Promise<PeerRun> {
  const config = new KubeConfig()
  config.loadFromFile(kubeconfig)
  config.setCurrentContext(context)
  const api = config.makeApiClient(CoreV1Api)
  const list = () => api.listSecretForAllNamespaces({ labelSelector })
  const before = await settledMemory()
  const began = performance.now()
  const informer = makeInformer(config, '/api/v1/secrets', list, labelSelector)
  // It watches once its list was read and every row was reported.
  await informer.start()
  const wall = performance.now() - began
  const after = await settledMemory()
  return { wall, rows: informer.list().length, grownBytes: after.resident - before.resident }
}
