import { failureOf, type Failure } from '../../../shared/failure.ts'
import type { SnapshotFile } from '../../../shared/snapshot.ts'
import type { FileToRead } from '../protocol/table-engine.ts'
import { readFileName } from '../read/file-name.ts'
import { fileState } from '../read/file-source.ts'
import type { Slices } from '../table/slices.ts'

/** A file of a series, as it is now. */
export interface SeriesFile extends FileToRead {
  /** Another text where the file is another one, or is to be read in another way. */
  key: string
  /** Sorts files by their time. */
  order: string
  /** Tells contexts of one cluster apart; empty if no other context has files of it here. */
  contextId: string
}

export interface FoundFiles {
  /** In the order of their times. */
  found: SeriesFile[]
  missing: { file: SnapshotFile; failure: Failure }[]
}

/** Files that are asked for at the same time. */
const atOnce = 32

/** Looks at the files of a series. A time that comes twice is told apart by the file's own time. */
export async function findSeriesFiles(files: readonly FileToRead[], slices: Slices): Promise<FoundFiles> {
  const found: (SeriesFile & { cluster: string })[] = []
  const missing: FoundFiles['missing'] = []
  for (let from = 0; from < files.length; from += atOnce) {
    const some = files.slice(from, from + atOnce)
    const looked = await Promise.all(some.map((file) => look(file)))
    looked.forEach((state, at) => {
      const file = some[at]
      if (file === undefined) return
      if ('failure' in state) missing.push({ file: file.file, failure: state.failure })
      else found.push({ ...file, ...state })
    })
    if (slices.isUp()) await slices.next()
  }
  found.sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0))
  return { found: withContexts(found), missing }
}

async function look({ file, path, as }: FileToRead) {
  try {
    const { size, changedAt } = await fileState(path, file.name)
    const { madeAt, cluster, contextId } = readFileName(file.name, changedAt)
    const order = `${madeAt ?? changedAt.toISOString().slice(0, 19)} ${file.name}`
    return { key: JSON.stringify([path, size, changedAt.getTime(), as]), order, cluster, contextId }
  } catch (error) {
    const failure = failureOf(error)
    if (failure === null) throw error
    return { failure }
  }
}

/** Contexts are told apart only where several have files of one cluster. */
function withContexts(files: readonly (SeriesFile & { cluster: string })[]): SeriesFile[] {
  const contexts = new Map<string, Set<string>>()
  for (const { cluster, contextId } of files) {
    if (contextId === '') continue
    const own = contexts.get(cluster) ?? new Set()
    contexts.set(cluster, own.add(contextId))
  }
  return files.map(({ cluster, contextId, ...file }) => ({
    ...file,
    contextId: (contexts.get(cluster)?.size ?? 0) > 1 ? contextId : '',
  }))
}
