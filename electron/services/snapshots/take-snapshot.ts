import { access } from 'node:fs/promises'
import { join } from 'node:path'
import type { ColumnId } from '../../../shared/columns.ts'
import { usualExpiryDays } from '../../../shared/expiry.ts'
import { usualAgeLimits } from '../../../shared/rotation.ts'
import { selectRows } from '../../../shared/rows/row-selection.ts'
import type { ClusterAccess } from '../cluster/cluster-access.ts'
import type { ClusterService } from '../cluster/cluster-service.ts'
import type { OpenCluster } from '../cluster/open-cluster.ts'
import { withWholeList } from '../cluster/with-whole-list.ts'
import { csvFileName, csvPieces } from '../credentials/write-csv.ts'
import type { SavedFile, SaveFile } from '../save-file.ts'

export interface SnapshotRequest {
  context: string
  /** Stands in the file's name where several contexts may have a file of one cluster in one folder. */
  contextId?: string
  /** The folder that takes the file, which must be there. */
  folder: string
  columns: readonly ColumnId[]
  /** Seconds until the cluster has to have told everything; else `no-answer`. */
  seconds: number
  signal: AbortSignal
}

export interface TakenSnapshot extends SavedFile {
  path: string
  rows: number
  /** Namespaces that the user may not read: their credentials are not in it. */
  refused: string[]
  /** How many namespaces were read one by one; `null` where the whole cluster could be. */
  namespaces: number | null
}

interface Deps {
  access: ClusterAccess
  /** The lists that are open already. */
  opened: Pick<ClusterService, 'opened' | 'isOpen'> | null
  saveFile: SaveFile
  now?: () => Date
}

/**
 * Gives the one function that writes a snapshot without a window: all credentials of a context, sorted by name as the
 * table is, in the very bytes of the window's download. It takes the list that is open, else one of its own over a
 * connection that is closed at the end. A list that is not whole is a failure, and nothing is written.
 */
export function createTakeSnapshot({ access, opened, saveFile, now = () => new Date() }: Deps) {
  return async ({ folder, contextId = '', columns, ...request }: SnapshotRequest): Promise<TakenSnapshot> => {
    const write = async ({ list, cluster }: OpenCluster): Promise<TakenSnapshot> => {
      const basis = { asOf: now().getTime(), limits: usualAgeLimits }
      const rows = selectRows(list.credentials(), {
        search: '',
        searched: [],
        filters: [],
        ageLimits: basis.limits,
        expiryDays: usualExpiryDays,
        asOf: basis.asOf,
        sort: { column: 'name', descending: false },
        columns: [...columns],
      })
      const namespaces = list.namespaces()
      const path = await freePath((at) => join(folder, csvFileName(cluster, at, contextId)), now)
      const saved = await saveFile(path, csvPieces(rows, columns, basis), request.signal)
      return {
        ...saved,
        path,
        rows: rows.length,
        refused: namespaces?.refused ?? [],
        namespaces: namespaces?.read ?? null,
      }
    }
    return withWholeList(access, { ...request, opened }, write)
  }
}

export type TakeSnapshot = ReturnType<typeof createTakeSnapshot>

/** Two snapshots within one second would have the same name, and the later one the earlier one's place. */
async function freePath(pathAt: (at: Date) => string, now: () => Date): Promise<string> {
  for (let at = now(); ; at = now()) {
    const path = pathAt(at)
    const isTaken = await access(path).then(
      () => true,
      () => false,
    )
    if (!isTaken) return path
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}
