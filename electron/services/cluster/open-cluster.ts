import type { ClusterIdentity } from '../../../shared/cluster-marks.ts'
import type { ClusterMessage, ConnectStep } from '../../../shared/contract/cluster.ts'
import type { Protection } from '../../../shared/protection.ts'
import { ownerAnnotations } from '../../../shared/owners.ts'
import { annotationKeys, departmentKeys } from '../../../shared/runai.ts'
import { sandboxContext } from '../../../shared/sandbox.ts'
import type { Connection } from '../../kube/connection.ts'
import { protectionOf } from '../../kube/kubeconfig/what-may-travel.ts'
import type { ClusterAccess } from './cluster-access.ts'
import { createRights, type KeptRights } from './kept-rights.ts'
import { openList, type OpenList } from './open-list.ts'

/** An open context. The reads and writes of other services go through it. */
export interface OpenCluster {
  /** The name of the cluster in the kubeconfig. */
  cluster: string
  /** The open context, even if the kubeconfig has changed since. */
  place: ClusterIdentity & { protection: Protection }
  connection: Connection
  /** The namespace of cluster and department credentials. */
  runaiNamespace: () => string
  list: OpenList
  rights: KeptRights
  /** Ends the list and cancels all requests. */
  close: () => Promise<void>
}

interface OpenClusterRequest {
  context: string
  /** Uids that an earlier list of the same context reported. */
  toldBefore?: Iterable<string>
  /** Called with the steps of opening and with the list's messages. Never called after the signal is aborted. */
  send?: (message: ClusterMessage) => void
  /** Cancels what is under way. Call `close` to close the connection. */
  signal: AbortSignal
}

/**
 * Opens a context: reads its kubeconfig, signs in, and starts its list. The window, the wizard, snapshots and the
 * command line all open clusters here. Rejects if the context can't be used at all. The list reports later answers of
 * the cluster, including a refused sign-in, and knows when to retry.
 */
export async function openCluster(
  { contexts, namedNamespaces, runaiPlace, connect }: ClusterAccess,
  { context: name, toldBefore = [], send = () => undefined, signal }: OpenClusterRequest,
): Promise<OpenCluster> {
  const tell = (message: ClusterMessage) => {
    if (!signal.aborted) send(message)
  }
  const steps = tellSteps(tell)
  steps.begin('kubeconfig')
  const { context, namespaces } = await contexts.resolve(name)
  const connection = await connect({
    context,
    keepAnnotations: [
      ...Object.values(annotationKeys),
      ...Object.values(departmentKeys),
      ...ownerAnnotations,
    ],
    onPlugin: (command) => steps.plugin(command ?? ''),
  })
  const closing = new AbortController()
  const close = async () => {
    closing.abort()
    await connection.close()
  }
  try {
    const { cluster, user, file } = context
    const { server } = connection
    // Sandbox traffic never leaves this process.
    const protection = name === sandboxContext ? 'verified' : protectionOf(context)
    tell({ kind: 'opened', cluster, server, user, file, protection })
    steps.begin('sign-in')
    await connection.signIn(signal).catch(() => undefined)
    const place = { context: name, file, server, protection }
    const runaiNamespace = () => runaiPlace(place).runaiNamespace
    const list = openList({
      connection,
      cluster,
      send: tell,
      toldBefore,
      likelyNamespaces: () => [...namedNamespaces.of(name), ...namespaces],
      runaiNamespace,
      projectLabel: () => runaiPlace(place).projectLabel,
      onStep: steps.begin,
      signal: AbortSignal.any([signal, closing.signal]),
    })
    return { cluster, place, connection, runaiNamespace, list, rights: createRights(connection), close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Reports each step of connecting when it begins, with the duration of the previous ones. */
function tellSteps(send: (message: ClusterMessage) => void) {
  const done: { step: ConnectStep; ms: number }[] = []
  let current: { step: ConnectStep; began: number } | null = null
  let running = ''
  const tell = (step: ConnectStep) =>
    send({ kind: 'health', health: { state: 'connecting', step, done: [...done], plugin: running } })
  return {
    begin: (step: ConnectStep): void => {
      const now = performance.now()
      if (current !== null) done.push({ step: current.step, ms: Math.round(now - current.began) })
      current = { step, began: now }
      tell(step)
    },
    /** The exec plugin that is running. Empty when it has ended. */
    plugin: (command: string): void => {
      running = command
      if (current?.step === 'sign-in') tell('sign-in')
    },
  }
}
