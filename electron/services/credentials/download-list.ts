import { withScopeId } from '../../../shared/columns.ts'
import type { DownloadMessage, RowSelection } from '../../../shared/contract/credentials.ts'
import { selectionBasis, pickRows, selectRows } from '../../../shared/rows/row-selection.ts'
import { csvFileName } from '../csv-file-name.ts'
import { saveRows, type SaveRowsDeps } from '../save-chosen.ts'
import type { StreamSink } from '../stream.ts'
import type { OpenCluster } from '../cluster/open-cluster.ts'
import { csvPieces } from './write-csv.ts'

/** Asks for a file and writes rows of an open list to it, in their state at that moment. */
export function createListDownload(deps: SaveRowsDeps & { opened: (context: string) => OpenCluster }) {
  return async (
    { context, selection, uids }: { context: string; selection: RowSelection; uids?: string[] | undefined },
    sink: StreamSink<DownloadMessage>,
  ): Promise<void> => {
    const { list, cluster } = deps.opened(context)
    const rowsNow = () => {
      const rows =
        uids === undefined
          ? selectRows(list.credentials(), selection)
          : pickRows(list.credentials(), new Set(uids), selection.sort)
      const columns = withScopeId(selection.columns)
      return {
        of: rows.length,
        pieces: (onPiece: (rows: number) => void) =>
          csvPieces(rows, columns, selectionBasis(selection), onPiece),
      }
    }
    await saveRows(deps, csvFileName(cluster, new Date()), rowsNow, sink)
  }
}

export type Download = ReturnType<typeof createListDownload>
