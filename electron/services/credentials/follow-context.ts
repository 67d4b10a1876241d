import type { ConnectStep, CredentialsMessage } from '../../../shared/contract/credentials.ts'
import { sandboxContext } from '../../../shared/sandbox.ts'
import { annotationKeys } from '../../../shared/runai.ts'
import type { Connection, ConnectionRequest } from '../../kube/connection.ts'
import { protectionOf } from '../../kube/kubeconfig/what-may-travel.ts'
import type { Contexts } from '../contexts.ts'
import { aborted, hasEnded, type Told } from '../stream.ts'
import { createRights } from '../writes/kept-rights.ts'
import type { OpenContext } from './open-context.ts'
import { openList } from './open-list.ts'

/** What it takes to list the secrets of a context. */
export interface ClusterReach {
  contexts: Pick<Contexts, 'resolve' | 'namespacesOf'>
  /** The namespaces that a user named for a context. */
  namedNamespaces: {
    of: (context: string) => readonly string[]
    change: (context: string, names: string[]) => Promise<void>
  }
  /** The namespace of cluster and department credentials. */
  runaiNamespace: () => string
  connect: (
    request: Pick<ConnectionRequest, 'context' | 'keepAnnotations' | 'onPlugin'>,
  ) => Connection | Promise<Connection>
}

interface InformerRequest extends Told<CredentialsMessage> {
  context: string
  /** What an earlier list of the same context told. */
  toldBefore: string[]
  onOpened: (opened: OpenContext) => void
}

/** Follows a context over one connection until the signal; returns what the window has then. */
export async function followContext(
  { contexts, namedNamespaces, runaiNamespace, connect }: ClusterReach,
  { context, toldBefore, send, signal, onOpened }: InformerRequest,
): Promise<string[]> {
  const steps = tellSteps(send)
  steps.begin('kubeconfig')
  const resolved = await contexts.resolve(context)
  if (hasEnded(signal)) return toldBefore
  const connection = await connect({
    context: resolved,
    keepAnnotations: Object.values(annotationKeys),
    onPlugin: (command) => steps.plugin(command ?? ''),
  })
  try {
    const { cluster, user, file } = resolved
    const { server } = connection
    // Nothing of the sandbox leaves this process.
    const protection = context === sandboxContext ? 'verified' : protectionOf(resolved)
    send({ kind: 'opened', cluster, server, user, file, protection })
    steps.begin('sign-in')
    // A failed sign-in is told by the list, which also knows when to try again.
    await connection.signIn(signal).catch(() => undefined)
    const ofKubeconfig = await contexts.namespacesOf(cluster)
    if (hasEnded(signal)) return toldBefore
    const list = openList({
      connection,
      cluster,
      send,
      toldBefore,
      likelyNamespaces: () => [...namedNamespaces.of(context), ...ofKubeconfig],
      home: runaiNamespace,
      onStep: steps.begin,
      signal,
    })
    const place = { context, file, server, protection }
    onOpened({ cluster, place, connection, list, rights: createRights(connection) })
    await aborted(signal)
    return list.told()
  } finally {
    await connection.close()
  }
}

/** Tells the steps of connecting as they begin, with the time that each took. */
function tellSteps(send: (message: CredentialsMessage) => void) {
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
    /** An exec plugin runs, or none any more (empty). */
    plugin: (command: string): void => {
      running = command
      if (current?.step === 'sign-in') tell('sign-in')
    },
  }
}
