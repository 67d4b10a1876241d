import type { DownloadMessage } from '../../shared/contract/credentials.ts'
import type { Pieces } from '../base/whole-file.ts'
import type { SaveFile } from './save-file.ts'
import { hasEnded, whileOpen, type StreamSink } from './stream.ts'

export interface SaveDeps {
  saveFile: SaveFile
  /** Called with each written file, so that it can be shown in its folder. */
  onWritten: (path: string) => void
}

interface Saving {
  /** The native dialog. `null` when cancelled. */
  choose: () => Promise<string | null>
  /** What to write, called once there is a file. `rows` is called at the end. */
  write: () => { pieces: Pieces; rows: () => number }
}

/** Writes to a file that the user chooses. Stopping leaves no file. */
export function saveChosen(
  { saveFile, onWritten }: SaveDeps,
  { choose, write }: Saving,
  { send, signal }: StreamSink<DownloadMessage>,
): Promise<void> {
  return whileOpen(signal, async () => {
    send({ kind: 'asking' })
    const path = await choose()
    if (path === null || hasEnded(signal)) {
      send({ kind: 'declined' })
      return
    }
    const { pieces, rows } = write()
    const { isUnconfirmed } = await saveFile(path, pieces, signal)
    onWritten(path)
    send({ kind: 'written', path, rows: rows(), isUnconfirmed })
  })
}

export interface SaveRowsDeps extends SaveDeps {
  /** The native dialog for a CSV with that name. `null` when cancelled. */
  chooseFileToSave: (proposedName: string) => Promise<string | null>
}

/** Rows to write: their number, and their pieces. `onPiece` is called with the number of rows after each piece. */
interface RowsToSave {
  of: number
  pieces: (onPiece: (rows: number) => void) => AsyncIterable<string>
}

/** Writes rows, which are only read once there is a file. */
export const saveRows = (
  deps: SaveRowsDeps,
  proposedName: string,
  rowsNow: () => RowsToSave,
  sink: StreamSink<DownloadMessage>,
): Promise<void> =>
  saveChosen(
    deps,
    {
      choose: () => deps.chooseFileToSave(proposedName),
      write() {
        const { of, pieces } = rowsNow()
        return { pieces: pieces((rows) => sink.send({ kind: 'writing', rows, of })), rows: () => of }
      },
    },
    sink,
  )
