import { withScopeId } from '../../../shared/columns.ts'
import type { DownloadMessage, RowSelection } from '../../../shared/contract/credentials.ts'
import { selectionBasis, pickRows, selectRows } from '../../../shared/rows/row-selection.ts'
import type { SaveFile } from '../save-file.ts'
import { hasEnded, type StreamSink } from '../stream.ts'
import type { OpenCluster } from '../cluster/open-cluster.ts'
import { csvFileName, csvPieces } from './write-csv.ts'

/** Asks for a file and writes rows of an open list to it, in their state at that moment. */
export function createListDownload(deps: {
  opened: (context: string) => OpenCluster
  /** The native dialog for a CSV with that name. `null` when cancelled. */
  chooseFileToSave: (proposedName: string) => Promise<string | null>
  saveFile: SaveFile
  onWritten: (path: string) => void
}) {
  return async (
    { context, selection, uids }: { context: string; selection: RowSelection; uids?: string[] | undefined },
    { send, signal }: StreamSink<DownloadMessage>,
  ): Promise<void> => {
    const { list, cluster } = deps.opened(context)
    send({ kind: 'asking' })
    const path = await deps.chooseFileToSave(csvFileName(cluster, new Date()))
    if (path === null || signal.aborted) {
      send({ kind: 'declined' })
      return
    }
    const rows =
      uids === undefined
        ? selectRows(list.credentials(), selection)
        : pickRows(list.credentials(), new Set(uids), selection.sort)
    const of = rows.length
    const pieces = csvPieces(rows, withScopeId(selection.columns), selectionBasis(selection), (written) =>
      send({ kind: 'writing', rows: written, of }),
    )
    try {
      const { isUnconfirmed } = await deps.saveFile(path, pieces, signal)
      deps.onWritten(path)
      send({ kind: 'written', path, rows: of, isUnconfirmed })
    } catch (error) {
      if (hasEnded(signal)) return
      throw error
    }
  }
}

export type Download = ReturnType<typeof createListDownload>
