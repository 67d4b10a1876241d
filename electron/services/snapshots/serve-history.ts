import { extname, join } from 'node:path'
import type { HistoryMessage } from '../../../shared/contract/snapshots.ts'
import type { TableEngine } from '../../snapshots/protocol/table-engine.ts'
import type { FileLooks } from './file-looks.ts'
import type { KnownFiles } from './known-files.ts'
import type { OpenTables } from './open-tables.ts'
import { aborted, type StreamSink } from '../stream.ts'
import { watchFolder } from './watch-folder.ts'

/** A folder may contain anything. These extensions are read as snapshots. */
const endings: readonly string[] = ['.csv', '.tsv']

/** The files in a folder that are read as snapshots. */
export async function snapshotPaths(looks: FileLooks, inside: string): Promise<string[]> {
  const names = await looks.names(inside)
  return names
    .filter((name) => !name.startsWith('.') && endings.includes(extname(name).toLowerCase()))
    .map((name) => join(inside, name))
}

interface Deps {
  engine: Pick<TableEngine, 'history' | 'close'>
  files: KnownFiles
  looks: FileLooks
  tables: OpenTables
  /** The chosen folder. `null` while there is none. */
  folder: () => string | null
}

/** Reads the snapshots in the history folder, and rereads them when the folder changes, until the signal is aborted. */
export function createReadHistory({ engine, files, looks, tables, folder }: Deps) {
  /** Distinguishes one state of the folder from another. */
  async function signature(of: readonly string[]): Promise<string> {
    const marks: string[] = []
    for (const path of of) marks.push(`${path} ${await looks.mark(path).catch(() => 'gone')}`)
    return marks.join('\n')
  }

  return async (
    { cluster }: { cluster: string },
    { send, signal }: StreamSink<HistoryMessage>,
  ): Promise<void> => {
    const inside = folder()
    send({ kind: 'folder', folder: inside })
    if (inside === null) return
    const events = tables.newName()

    const read = async (found: readonly string[]): Promise<void> => {
      const history = await engine.history({
        events,
        cluster,
        files: found.map((path) => files.of(files.add(path).id)),
        onProgress: (progress) => send({ kind: 'reading', ...progress }),
        signal,
      })
      tables.set(events, { kind: 'events', cluster: history.cluster })
      send({ kind: 'history', events, ...history })
    }

    const broken = new AbortController()
    try {
      let found = await snapshotPaths(looks, inside)
      let known = await signature(found)
      await read(found)
      const look = async (): Promise<void> => {
        found = await snapshotPaths(looks, inside)
        const now = await signature(found)
        if (now === known || signal.aborted) return
        known = now
        await read(found).catch((error: unknown) => broken.abort(error))
      }
      watchFolder(inside, look, signal)
      await aborted(AbortSignal.any([signal, broken.signal]))
      broken.signal.throwIfAborted()
    } catch (error) {
      if (!signal.aborted) throw error
    } finally {
      tables.remove(events)
      engine.close(events)
    }
  }
}
