import type { DownloadMessage } from '../../shared/contract/credentials.ts'
import type { SaveFile } from './save-file.ts'
import { hasEnded, type StreamSink } from './stream.ts'

export interface SaveRowsDeps {
  /** The native dialog for a CSV with that name. `null` when cancelled. */
  chooseFileToSave: (proposedName: string) => Promise<string | null>
  saveFile: SaveFile
  onWritten: (path: string) => void
}

/** Rows to write: their number, and their pieces. `onPiece` is called with the number of rows after each piece. */
interface RowsToSave {
  of: number
  pieces: (onPiece: (rows: number) => void) => AsyncIterable<string>
}

/** Asks for a file and writes rows, which are only read once there is a file. Stopping leaves no file. */
export async function saveRows(
  { chooseFileToSave, saveFile, onWritten }: SaveRowsDeps,
  proposedName: string,
  rowsNow: () => RowsToSave,
  { send, signal }: StreamSink<DownloadMessage>,
): Promise<void> {
  send({ kind: 'asking' })
  const path = await chooseFileToSave(proposedName)
  if (path === null || signal.aborted) {
    send({ kind: 'declined' })
    return
  }
  const { of, pieces } = rowsNow()
  try {
    const { isUnconfirmed } = await saveFile(
      path,
      pieces((rows) => send({ kind: 'writing', rows, of })),
      signal,
    )
    onWritten(path)
    send({ kind: 'written', path, rows: of, isUnconfirmed })
  } catch (error) {
    if (hasEnded(signal)) return
    throw error
  }
}
