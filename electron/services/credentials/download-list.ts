import type { DownloadMessage, RowSelection } from '../../../shared/contract/credentials.ts'
import { ageBasis, selectRows } from '../../../shared/row-selection.ts'
import type { SaveFile } from '../save-file.ts'
import { hasEnded, type Told } from '../stream.ts'
import type { OpenContext } from './open-context.ts'
import { csvFileName, csvPieces } from './write-csv.ts'

/** Asks for a file and writes the selected rows of an open list as they are at that moment. */
export function createDownload(parts: {
  opened: (context: string) => OpenContext
  /** The native dialog for a CSV of that name; `null` when it was cancelled. */
  chooseFileToSave: (proposedName: string) => Promise<string | null>
  saveFile: SaveFile
  onWritten: (path: string) => void
}) {
  return async (
    { context, selection }: { context: string; selection: RowSelection },
    { send, signal }: Told<DownloadMessage>,
  ): Promise<void> => {
    const { list, cluster } = parts.opened(context)
    send({ kind: 'asking' })
    const path = await parts.chooseFileToSave(csvFileName(cluster, new Date()))
    if (path === null || signal.aborted) {
      send({ kind: 'declined' })
      return
    }
    const rows = selectRows(list.credentials(), selection)
    const of = rows.length
    const pieces = csvPieces(rows, selection.columns, ageBasis(selection), (written) =>
      send({ kind: 'writing', rows: written, of }),
    )
    try {
      const { isUnconfirmed } = await parts.saveFile(path, pieces, signal)
      parts.onWritten(path)
      send({ kind: 'written', path, rows: of, isUnconfirmed })
    } catch (error) {
      if (hasEnded(signal)) return
      throw error
    }
  }
}
