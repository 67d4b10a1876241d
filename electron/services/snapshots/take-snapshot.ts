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
import { csvFileName } from '../csv-file-name.ts'
import { csvPieces } from '../credentials/write-csv.ts'
import type { SavedFile, SaveFile } from '../save-file.ts'

interface SnapshotRequest {
  context: string
  /** Part of the file name if several contexts may have snapshots of one cluster in the same folder. */
  contextId?: string
  /** The folder for the file. It must exist. */
  folder: string
  columns: readonly ColumnId[]
  /** Seconds to list everything. After that it fails with `no-answer`. */
  seconds: number
  signal: AbortSignal
}

interface TakenSnapshot extends SavedFile {
  path: string
  rows: number
  /** Namespaces that the user can't read. Their credentials are missing from it. */
  refused: string[]
  /** How many namespaces were read individually. `null` if one list covered the whole cluster. */
  namespaces: number | null
}

interface Deps {
  access: ClusterAccess
  /** The lists that are already open. */
  opened: Pick<ClusterService, 'opened' | 'isOpen'> | null
  saveFile: SaveFile
  now?: () => Date
}

/**
 * Returns the function that writes a snapshot without a window: all credentials of a context, sorted by name like the
 * table, byte for byte like the window's download. It uses the open list, or opens its own and closes that connection
 * afterwards. If the list isn't complete, it fails and writes nothing.
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
        namespaces: namespaces?.read.length ?? null,
      }
    }
    return withWholeList(access, { ...request, opened }, write)
  }
}

export type TakeSnapshot = ReturnType<typeof createTakeSnapshot>

/** Two snapshots in the same second would have the same name, and the later one would replace the earlier. */
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
