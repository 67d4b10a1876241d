import { randomUUID } from 'node:crypto'
import { basename, dirname, isAbsolute } from 'node:path'
import { failed } from '../../../shared/failure.ts'
import type { ReadAs, SnapshotFile } from '../../../shared/snapshot.ts'
import type { FileToRead } from '../../snapshots/protocol/table-engine.ts'

/** A file with where it lies and how it is read: the path stays in the main process. */
export type KnownFile = FileToRead

/** How the file of a path is to be read. */
export interface ReadChoice {
  path: string
  as: ReadAs
}

/** How many recent files are remembered. */
const mostRecent = 20
/** For how many files the chosen way to read them is remembered. */
const mostReadChoices = 200

/**
 * The files that may be read as snapshots. The window names one by an id that can't be guessed, and ids are given only
 * for paths that a person chose: the window can't make the main process read its own path.
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

  // What was edited into the settings by hand may be anything.
  const recent = () => memory.recent().filter((path) => isAbsolute(path) && !path.includes('\0'))

  /** That a list of recent files can't be written is no reason to show no snapshot. */
  const keep = (paths: string[]) => memory.keepRecent(paths.slice(0, mostRecent)).catch(() => undefined)

  /**
   * Remembers how a file is to be read; nothing is remembered of one of which all is to be found out. It holds for
   * this run if it can't be written.
   */
  async function sayReadAs(id: string, as: ReadAs): Promise<void> {
    const { path } = of(id)
    const others = memory.readAs().filter((choice) => choice.path !== path)
    const isSaid = Object.values(as).some((part) => part !== undefined)
    const choices = isSaid ? [{ path, as }, ...others] : others
    await memory.keepReadAs(choices.slice(0, mostReadChoices)).catch(() => undefined)
  }

  return {
    /** Returns the id of a path that a person chose; the same one for the same path. */
    add,
    /** The file of an id; throws `input-invalid` for any other text. */
    of,
    recent: (): SnapshotFile[] => recent().slice(0, mostRecent).map(add),
    sayReadAs,
    /** Puts a file that was opened to the front of the recent ones. */
    async opened({ path }: KnownFile): Promise<void> {
      await keep([path, ...recent().filter((each) => each !== path)])
    },
    /** Takes a file from the recent ones, and forgets how it is to be read. */
    async forget(id: string): Promise<void> {
      const { path, as } = of(id)
      if (as !== undefined) await sayReadAs(id, {})
      await keep(recent().filter((each) => each !== path))
    },
  }
}

export type KnownFiles = ReturnType<typeof createKnownFiles>
