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

/** A context that is open: what reads and writes of other services go through. */
export interface OpenCluster {
  /** The kubeconfig's name of the cluster. */
  cluster: string
  /** The context that is open, even if the kubeconfig has changed since. */
  place: ClusterIdentity & { protection: Protection }
  connection: Connection
  /** The namespace of cluster and department credentials. */
  runaiNamespace: () => string
  list: OpenList
  rights: KeptRights
  /** Ends the list and all requests, on the wire too. */
  close: () => Promise<void>
}

export interface OpenClusterRequest {
  context: string
  /** What an earlier list of the same context told. */
  toldBefore?: Iterable<string>
  /** Called with the steps of opening, and of all that the list tells; never after the signal. */
  send?: (message: ClusterMessage) => void
  /** Ends what is under way. The connection is closed by `close`. */
  signal: AbortSignal
}

/**
 * Opens a context: reads its kubeconfig, signs in, and starts its list. The window, the wizard, snapshots and the
 * command line all open clusters here. Rejects where the context can't be used at all; what the cluster answers later,
 * a refused sign-in included, is told by the list, which also knows when to try again.
 */
export async function openCluster(
  { contexts, namedNamespaces, runaiPlace, connect }: ClusterAccess,
  { context, toldBefore = [], send = () => undefined, signal }: OpenClusterRequest,
): Promise<OpenCluster> {
  const tell = (message: ClusterMessage) => {
    if (!signal.aborted) send(message)
  }
  const steps = tellSteps(tell)
  steps.begin('kubeconfig')
  const resolved = await contexts.resolve(context)
  const connection = await connect({
    context: resolved,
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
    const { cluster, user, file } = resolved
    const { server } = connection
    // Nothing of the sandbox leaves this process.
    const protection = context === sandboxContext ? 'verified' : protectionOf(resolved)
    tell({ kind: 'opened', cluster, server, user, file, protection })
    steps.begin('sign-in')
    await connection.signIn(signal).catch(() => undefined)
    const ofKubeconfig = await contexts.namespacesOf(cluster)
    const place = { context, file, server, protection }
    const runaiNamespace = () => runaiPlace(place).runaiNamespace
    const list = openList({
      connection,
      cluster,
      send: tell,
      toldBefore,
      likelyNamespaces: () => [...namedNamespaces.of(context), ...ofKubeconfig],
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

/** Tells the steps of connecting as they begin, with the time that each took. */
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
    /** An exec plugin runs, or none anymore (empty). */
    plugin: (command: string): void => {
      running = command
      if (current?.step === 'sign-in') tell('sign-in')
    },
  }
}
