import type { ClusterMessage, Health } from '../../shared/contract/cluster.ts'
import type { Credential, UnusedSecret } from '../../shared/credential.ts'
import type { KubeLogEntry } from '../../electron/kube/core/kube-log.ts'
import { createClusterService } from '../../electron/services/cluster/cluster-service.ts'
import { contextsOf } from '../cluster/kubeconfig-contexts.ts'
import type { ContractCluster } from './both-clusters.ts'

/** A window in memory: accumulates the messages of a watch. */
export function openWatch(
  { connect, adminKubeconfig }: Pick<ContractCluster, 'connect' | 'adminKubeconfig'>,
  kubeconfig = adminKubeconfig,
  runaiNamespace = 'runai',
) {
  const contexts = contextsOf(kubeconfig)
  const service = createClusterService({
    runaiPlace: () => ({ runaiNamespace, projectLabel: 'runai/queue' }),
    contexts,
    namedNamespaces: { of: () => [], change: () => Promise.resolve() },
    connect: (request) => connect({ ...request, version: 'test', log: (entry) => void logged.push(entry) }),
  })
  const stop = new AbortController()
  const credentials = new Map<string, Credential>()
  const unused = new Map<string, UnusedSecret>()
  const messages: ClusterMessage[] = []
  const healths: Health[] = []
  const logged: KubeLogEntry[] = []
  /** When rows or health last changed, by `performance.now()`. */
  let changedAt = 0
  const changed: (() => void)[] = []

  const ended = contexts.list().then(({ current }) =>
    service.open(
      { context: current ?? '' },
      {
        signal: stop.signal,
        send: (message) => {
          messages.push(message)
          if (message.kind === 'rows' || message.kind === 'health') changedAt = performance.now()
          if (message.kind === 'health') healths.push(message.health)
          if (message.kind === 'rows') {
            for (const uid of message.removed) {
              credentials.delete(uid)
              unused.delete(uid)
            }
            for (const row of message.credentials) {
              unused.delete(row.uid)
              credentials.set(row.uid, row)
            }
            for (const row of message.unused) {
              credentials.delete(row.uid)
              unused.set(row.uid, row)
            }
          }
          for (const listener of changed.splice(0)) listener()
        },
      },
    ),
  )

  return {
    messages,
    healths,
    logged,
    service,
    changedAt: () => changedAt,
    /** The uids of all rows that were reported as added or changed by the cluster. */
    news: () => messages.flatMap((message) => (message.kind === 'rows' ? message.news : [])),
    /** All rows as shown, of both kinds. */
    rows: () => ({ credentials: [...credentials.values()], unused: [...unused.values()] }),
    credential: (name: string) => [...credentials.values()].find((row) => row.name === name),
    unused: (name: string) => [...unused.values()].find((row) => row.kubernetesName === name),
    until: async (holds: () => boolean) => {
      while (!holds()) await new Promise<void>((resolve) => changed.push(resolve))
    },
    stop: async () => {
      stop.abort()
      await ended
    },
  }
}
