import { randomUUID } from 'node:crypto'
import { basename, dirname, isAbsolute } from 'node:path'
import { failed } from '../../../shared/failure.ts'
import type { SnapshotFile } from '../../../shared/snapshot.ts'

/** A file with where it lies: the path stays in the main process. */
export interface KnownFile {
  file: SnapshotFile
  path: string
}

/** So many recent files are remembered. */
const mostRecent = 20

/**
 * The files that may be read as snapshots. The window names one by an id that can't be guessed, and ids are given only
 * for paths that a person chose: the window can't make the main process read a path of its own.
 */
export function createKnownFiles(memory: {
  recent: () => readonly string[]
  keepRecent: (paths: string[]) => Promise<unknown>
}) {
  const byId = new Map<string, KnownFile>()
  const byPath = new Map<string, KnownFile>()

  function add(path: string): SnapshotFile {
    const known = byPath.get(path)
    if (known !== undefined) return known.file
    const file = { id: randomUUID(), name: basename(path), folder: dirname(path) }
    byId.set(file.id, { file, path })
    byPath.set(path, { file, path })
    return file
  }

  function of(id: string): KnownFile {
    const known = byId.get(id)
    // No window of ours names a file that it was not told of.
    if (known === undefined) throw failed('input-invalid', { operation: 'snapshots', field: 'file' })
    return known
  }

  // What was edited into the settings by hand may be anything.
  const recent = () => memory.recent().filter((path) => isAbsolute(path) && !path.includes('\0'))

  /** That a list of recent files can't be written is no reason to show no snapshot. */
  const keep = (paths: string[]) => memory.keepRecent(paths.slice(0, mostRecent)).catch(() => undefined)

  return {
    /** Gives the id of a path that a person chose; the same one for the same path. */
    add,
    /** The file of an id; throws `input-invalid` for any other text. */
    of,
    recent: (): SnapshotFile[] => recent().slice(0, mostRecent).map(add),
    /** Puts a file that was opened to the front of the recent ones. */
    async opened({ path }: KnownFile): Promise<void> {
      await keep([path, ...recent().filter((each) => each !== path)])
    },
    async forget(id: string): Promise<void> {
      const { path } = of(id)
      await keep(recent().filter((each) => each !== path))
    },
  }
}

export type KnownFiles = ReturnType<typeof createKnownFiles>
