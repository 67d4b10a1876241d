import { failed } from '../../../shared/failure.ts'
import { annotationKeys } from '../../../shared/runai.ts'
import type { Credentials } from '../credentials/credentials-service.ts'
import type { ClusterReach } from '../credentials/follow-context.ts'
import type { OpenContext } from '../credentials/open-context.ts'
import { openList } from '../credentials/open-list.ts'
import { wholeList } from './whole-list.ts'

/** What is needed of an open context, whoever opened it. */
export type ListedContext = Pick<OpenContext, 'cluster' | 'connection' | 'list'>

export interface WholeListRequest {
  context: string
  /** Seconds until the cluster has to have told everything; else `no-answer`. */
  seconds: number
  /** The lists that are open already. */
  opened: Pick<Credentials, 'opened' | 'isOpen'> | null
  signal: AbortSignal
}

/**
 * Calls `work` with a list that is whole: the one that is open, else one of its own over a connection that is closed at
 * the end. Throws why it is not whole.
 */
export async function withWholeList<T>(
  reach: ClusterReach,
  { context, seconds, opened, signal }: WholeListRequest,
  work: (open: ListedContext) => Promise<T>,
): Promise<T> {
  const late = AbortSignal.timeout(seconds * 1000)
  const until = AbortSignal.any([signal, late])
  const onceWhole = async (open: ListedContext): Promise<T> => {
    try {
      await wholeList(open.list, { isCurrent: true, signal: until })
    } catch (error) {
      throw late.aborted && !signal.aborted
        ? failed('no-answer', { server: open.connection.server, seconds })
        : error
    }
    return work(open)
  }
  return opened?.isOpen(context) === true
    ? onceWhole(opened.opened(context))
    : overOwnConnection(reach, { context, signal: until }, onceWhole)
}

/** A list of its own, as long as `work` goes on. */
async function overOwnConnection<T>(
  { contexts, namedNamespaces, runaiNamespace, connect }: ClusterReach,
  { context, signal }: Pick<WholeListRequest, 'context' | 'signal'>,
  work: (open: ListedContext) => Promise<T>,
): Promise<T> {
  const resolved = await contexts.resolve(context)
  const { cluster } = resolved
  const connection = await connect({
    context: resolved,
    keepAnnotations: Object.values(annotationKeys),
    onPlugin: () => undefined,
  })
  const done = new AbortController()
  try {
    const ofKubeconfig = await contexts.namespacesOf(cluster)
    // A failed sign-in is told by the list.
    await connection.signIn(signal).catch(() => undefined)
    const list = openList({
      connection,
      cluster,
      send: () => undefined,
      onStep: () => undefined,
      toldBefore: [],
      likelyNamespaces: () => [...namedNamespaces.of(context), ...ofKubeconfig],
      home: runaiNamespace,
      signal: AbortSignal.any([signal, done.signal]),
    })
    return await work({ cluster, connection, list })
  } finally {
    done.abort()
    await connection.close()
  }
}
