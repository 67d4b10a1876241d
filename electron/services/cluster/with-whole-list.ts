import { failed } from '../../../shared/failure.ts'
import type { ClusterAccess } from './cluster-access.ts'
import type { ClusterService } from './cluster-service.ts'
import { openCluster, type OpenCluster } from './open-cluster.ts'
import { wholeList } from './whole-list.ts'

interface WholeListRequest {
  context: string
  /** Seconds to list everything. After that it fails with `no-answer`. */
  seconds: number
  /** The clusters that are already open. */
  opened: Pick<ClusterService, 'opened' | 'isOpen'> | null
  signal: AbortSignal
}

/**
 * Calls `work` with a cluster whose list is complete: the open one, or one that is opened for this and closed
 * afterwards. Throws why the list isn't complete.
 */
export async function withWholeList<T>(
  access: ClusterAccess,
  { context, seconds, opened, signal }: WholeListRequest,
  work: (open: OpenCluster) => Promise<T>,
): Promise<T> {
  const late = AbortSignal.timeout(seconds * 1000)
  const until = AbortSignal.any([signal, late])
  const onceWhole = async (open: OpenCluster): Promise<T> => {
    try {
      await wholeList(open.list, { isCurrent: true, signal: until })
    } catch (error) {
      throw late.aborted && !signal.aborted
        ? failed('no-answer', { server: open.connection.server, seconds })
        : error
    }
    return work(open)
  }
  if (opened?.isOpen(context) === true) return onceWhole(opened.opened(context))
  const own = await openCluster(access, { context, signal: until })
  try {
    return await onceWhole(own)
  } finally {
    await own.close()
  }
}
