import { randomUUID } from 'node:crypto'
import { basename, dirname, isAbsolute } from 'node:path'
import { failed } from '../../../shared/failure.ts'
import type { ReadAs, SnapshotFile } from '../../../shared/snapshot.ts'
import type { FileToRead } from '../../snapshots/protocol/table-engine.ts'

/** A file with its path and how to read it. The path stays in the main process. */
export type KnownFile = FileToRead

/** How to read the file with a path. */
export interface ReadChoice {
  path: string
  as: ReadAs
}

/** How many recent files are remembered. */
const mostRecent = 20
/** For how many files the way to read them is remembered. */
const mostReadChoices = 200

/**
 * The files that may be read as snapshots. The window names one by an unguessable id, and only paths that a person
 * chose get ids, so that the window can't make the main process read other paths.
 */
export function createKnownFiles(memory: {
  recent: () => readonly string[]
  keepRecent: (paths: string[]) => Promise<unknown>
  readAs: () => readonly ReadChoice[]
  keepReadAs: (choices: ReadChoice[]) => Promise<unknown>
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
    // Our window only names files that it got from here.
    if (known === undefined) throw failed('input-invalid', { operation: 'snapshots', field: 'file' })
    return { ...known, as: memory.readAs().find(({ path }) => path === known.path)?.as }
  }

  // Someone may have edited the settings by hand.
  const recent = () => memory.recent().filter((path) => isAbsolute(path) && !path.includes('\0'))

  /** A snapshot is shown even if the list of recent files can't be written. */
  const keep = (paths: string[]) => memory.keepRecent(paths.slice(0, mostRecent)).catch(() => undefined)

  /**
   * Remembers how to read a file, unless everything should be detected. Applies to this run even if it can't be
   * written.
   */
  async function sayReadAs(id: string, as: ReadAs): Promise<void> {
    const { path } = of(id)
    const others = memory.readAs().filter((choice) => choice.path !== path)
    const isSaid = Object.values(as).some((part) => part !== undefined)
    const choices = isSaid ? [{ path, as }, ...others] : others
    await memory.keepReadAs(choices.slice(0, mostReadChoices)).catch(() => undefined)
  }

  return {
    /** Returns the id for a path that a person chose. The same path gets the same id. */
    add,
    /** The file with an id. Throws `input-invalid` for any other text. */
    of,
    recent: (): SnapshotFile[] => recent().slice(0, mostRecent).map(add),
    sayReadAs,
    /** Moves an opened file to the front of the recent ones. */
    async opened({ path }: KnownFile): Promise<void> {
      await keep([path, ...recent().filter((each) => each !== path)])
    },
    /** Removes a file from the recent ones, and forgets how to read it. */
    async forget(id: string): Promise<void> {
      const { path, as } = of(id)
      if (as !== undefined) await sayReadAs(id, {})
      await keep(recent().filter((each) => each !== path))
    },
  }
}

export type KnownFiles = ReturnType<typeof createKnownFiles>
