import { dirname } from 'node:path'
import type { OpenMessage } from '../../../shared/contract/snapshots.ts'
import { failureOf } from '../../../shared/failure.ts'
import type { TableEngine } from '../../snapshots/protocol/table-engine.ts'
import { unreadable, type FileLooks, type FileMark } from './file-looks.ts'
import type { KnownFile, KnownFiles } from './known-files.ts'
import type { OpenTables } from './open-tables.ts'
import { aborted, type StreamSink } from '../stream.ts'
import { watchFolder } from './watch-folder.ts'

interface Deps {
  engine: Pick<TableEngine, 'open' | 'close'>
  files: KnownFiles
  looks: FileLooks
  tables: OpenTables
  /** How long a read may produce nothing, in milliseconds. */
  silentLimit?: number
}

/** Reads files as tables, each as long as its stream lives, and reports when a file differs from what was read. */
export function createSnapshotOpener({ engine, files, looks, tables, silentLimit = 30_000 }: Deps) {
  return async (
    input: { file: string; evenIfLarge: boolean },
    { send, signal }: StreamSink<OpenMessage>,
  ): Promise<void> => {
    const known = files.of(input.file)
    const table = tables.newName()
    try {
      const asRead = await looks.mark(known.path)
      const patience = createPatience(silentLimit, known.path)
      const outcome = await patience.with(
        engine.open({
          ...known,
          table,
          evenIfLarge: input.evenIfLarge,
          onProgress: (progress) => {
            patience.heard(progress.bytes < progress.of)
            send({ kind: 'reading', ...progress })
          },
          signal: AbortSignal.any([signal, patience.signal]),
        }),
      )
      if (outcome.kind === 'large') {
        send(outcome)
        return
      }
      tables.set(table, { kind: 'snapshot', snapshot: outcome.snapshot })
      send({ kind: 'opened', table, snapshot: outcome.snapshot })
      await files.opened(known)
      followFile(known, asRead, { looks, send, signal })
      await aborted(signal)
    } catch (error) {
      // A reader that closed it during the read gets no failure.
      if (!signal.aborted) throw error
    } finally {
      tables.remove(table)
      engine.close(table)
    }
  }
}

/** A drive that disappears during a read just stops answering. */
function createPatience(limit: number, path: string) {
  const lost = new AbortController()
  let timer: NodeJS.Timeout | null = null
  const stop = () => {
    if (timer !== null) clearTimeout(timer)
    timer = null
  }
  const heard = (isReading: boolean) => {
    stop()
    if (isReading) timer = setTimeout(() => lost.abort(unreadable(path, 'ETIMEDOUT')), limit)
  }
  return {
    signal: lost.signal,
    /** Data arrived. `isReading`: more will follow. */
    heard,
    /** Waits for work, or fails with ETIMEDOUT. */
    async with<T>(work: Promise<T>): Promise<T> {
      heard(true)
      work.catch(() => undefined)
      try {
        return await Promise.race([work, rejected(lost.signal)])
      } finally {
        stop()
      }
    },
  }
}

const rejected = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
  })

/** Reports each time when the file changes from what was read, disappears, or is back as it was. */
function followFile(
  { path }: KnownFile,
  asRead: FileMark,
  { looks, send, signal }: StreamSink<OpenMessage> & { looks: FileLooks },
): void {
  let told: 'as-read' | 'changed' | 'gone' = 'as-read'
  const look = async (): Promise<void> => {
    let state: typeof told
    let problem: unknown = null
    try {
      state = (await looks.mark(path)) === asRead ? 'as-read' : 'changed'
    } catch (error) {
      if (failureOf(error) === null) throw error
      problem = error
      state = 'gone'
    }
    if (state !== told && !signal.aborted) send({ kind: 'file', state })
    told = state
    const failure = failureOf(problem)
    // Don't watch a folder that doesn't answer. One that only lacks the file is watched.
    if (failure?.code === 'file-unreadable' && failure.reason !== 'ENOENT') throw problem
  }
  watchFolder(dirname(path), look, signal)
  // It may have changed between the first check and the end of reading.
  look().catch(() => undefined)
}
