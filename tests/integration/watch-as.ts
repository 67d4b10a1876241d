import { onTestFinished } from 'vitest'
import { createClusterService } from '../../electron/services/cluster/cluster-service.ts'
import type { ClusterMessage } from '../../shared/contract/cluster.ts'
import { contextsOf } from '../cluster/kubeconfig-contexts.ts'
import type { ContractCluster } from './both-clusters.ts'

/** Watches as a user until the test ends, or says so. */
export async function watchAs(
  { connect }: Pick<ContractCluster, 'connect'>,
  kubeconfig: string,
  named: string[] = [],
) {
  const names = { current: named }
  const contexts = contextsOf(kubeconfig)
  const service = createClusterService({
    runaiPlace: () => ({ runaiNamespace: 'runai', projectLabel: 'runai/queue' }),
    contexts,
    namedNamespaces: {
      of: () => names.current,
      change: (_, next) => {
        names.current = next
        return Promise.resolve()
      },
    },
    connect: (request) => connect({ ...request, version: 'test', log: () => undefined }),
  })
  const stop = new AbortController()
  const messages: ClusterMessage[] = []
  const unused = new Map<string, string>()
  const changed: (() => void)[] = []
  const context = (await contexts.list()).current ?? ''
  const ended = service.open(
    { context },
    {
      signal: stop.signal,
      send: (message) => {
        messages.push(message)
        if (message.kind === 'rows') {
          for (const { uid, kubernetesName } of message.unused) unused.set(uid, kubernetesName)
          for (const uid of message.removed) unused.delete(uid)
        }
        for (const listener of changed.splice(0)) listener()
      },
    },
  )
  const stopWatch = async () => {
    stop.abort()
    await ended
  }
  onTestFinished(stopWatch)
  const last = <K extends ClusterMessage['kind']>(kind: K) =>
    messages.findLast((message): message is Extract<ClusterMessage, { kind: K }> => message.kind === kind)
  return {
    context,
    service,
    messages,
    last,
    unused: () => [...unused.values()].sort(),
    until: async (holds: () => boolean) => {
      while (!holds()) await new Promise<void>((resolve) => changed.push(resolve))
    },
    stop: stopWatch,
  }
}
