import { failureOf, type Failure } from '../../../shared/failure.ts'
import type { SnapshotFile } from '../../../shared/snapshot.ts'
import type { FileToRead } from '../protocol/table-engine.ts'
import { readFileName } from '../read/file-name.ts'
import { fileState } from '../read/file-source.ts'
import type { Slices } from '../table/slices.ts'

/** A file of a series in its current state. */
export interface SeriesFile extends FileToRead {
  /** Differs if the file changes, or is read in another way. */
  key: string
  /** Sorts files by time. */
  order: string
  /** Distinguishes contexts of one cluster; empty if only one context has files of it. */
  contextId: string
}

interface FoundFiles {
  /** In order of time. */
  found: SeriesFile[]
  missing: { file: SnapshotFile; failure: Failure }[]
}

/** How many files are looked at concurrently. */
const atOnce = 32

/**
 * Looks at the files of a series and sorts them by time. If a local time in a file name occurs twice, the modification
 * time decides.
 */
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

/** Keeps context ids only where several contexts have files of one cluster. */
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
