import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { addAbortSignal, type Readable } from 'node:stream'
import type { TableSelection } from '../../shared/contract/snapshots.ts'
import { failed } from '../../shared/failure.ts'
import { usualAgeLimits } from '../../shared/rotation.ts'
import type { ChangeKind, Snapshot, TableColumn } from '../../shared/snapshot.ts'
import { remarkText } from '../../shared/snapshot-text/remark-text.ts'
import { systemCode } from '../base/file-error.ts'
import { writeWholeFile } from '../base/whole-file.ts'
import type { TableEngine } from '../snapshots/protocol/table-engine.ts'
import { createTableEngine } from '../snapshots/thread/engine.ts'
import { CommandFailure, type AskedFile, type Running } from './command.ts'
import type { ReadingOptions } from './reading-options.ts'

/** Calls `work` with a new engine and ends the engine afterwards. */
export async function withEngine<T>(
  { startTables }: Pick<Running, 'startTables'>,
  work: (engine: TableEngine) => Promise<T>,
): Promise<T> {
  const engine = createTableEngine({ startWorker: startTables })
  try {
    return await work(engine)
  } finally {
    await engine.end()
  }
}

/** Reads a file into the table named `table`. */
export async function openTable(
  engine: TableEngine,
  table: string,
  { file: asked, reading }: { file: AskedFile; reading: ReadingOptions },
  around: Running,
): Promise<Snapshot> {
  if (asked.kind === 'file' && !isPipeOfShell(asked.path)) return openPath(asked.path, basename(asked.path))
  const folder = await mkdtemp(join(tmpdir(), 'credenza-input-'))
  try {
    const path = join(folder, 'input.csv')
    await keepInput(
      asked.kind === 'file' ? createReadStream(asked.path) : around.terminal.input(),
      path,
      around.signal,
    )
    return await openPath(path, inputName)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }

  async function openPath(path: string, name: string): Promise<Snapshot> {
    const file = { id: table, name, folder: asked.kind === 'file' ? dirname(asked.path) : '' }
    const outcome = await engine.open({
      table,
      file,
      path,
      ...reading,
      onProgress: () => undefined,
      signal: around.signal,
    })
    if (outcome.kind === 'opened') return outcome.snapshot
    const { failure } = failed('csv-too-large', { file: name, ...outcome })
    throw new CommandFailure(failure, { hint: 'To read it anyway, use --even-if-large.' })
  }
}

const inputName = 'standard input'

/** The file that a shell substitutes for `<(…)` can only be read once, from start to end. */
const isPipeOfShell = (path: string): boolean => /^\/(dev|proc\/self)\/fd\/\d+$|^\/dev\/stdin$/.test(path)

/** Bytes; no computer can read more as one table. */
const mostInput = 16 * 1024 ** 3

/**
 * Copies standard input to a file, because a table is read from a file, sometimes twice. Only the user can read the
 * file.
 */
async function keepInput(input: Readable, path: string, signal: AbortSignal): Promise<void> {
  try {
    await writeWholeFile(path, boundedBytes(addAbortSignal(signal, input)), { signal })
  } catch (error) {
    const reason = signal.aborted ? null : systemCode(error)
    throw reason === null ? error : failed('file-not-written', { file: path, reason })
  }
}

async function* boundedBytes(input: AsyncIterable<unknown>): AsyncGenerator<Uint8Array> {
  let bytes = 0
  try {
    for await (const piece of input) {
      const own = piece as Uint8Array
      bytes += own.length
      if (bytes > mostInput) throw failed('file-unreadable', { file: inputName, reason: 'EFBIG' })
      yield own
    }
  } catch (error) {
    const reason = systemCode(error)
    throw reason === null ? error : failed('file-unreadable', { file: inputName, reason })
  }
}

/** Prints the remarks about a file, one line each. */
export function tellRemarks({ file, remarks }: Snapshot, { terminal }: Running): void {
  for (const remark of remarks) terminal.complain(`${file.name}: ${remarkText(remark)}`)
}

/** Selects all rows of a table, with its own columns but not derived ones, such as the age. */
export const wholeSelection = (
  columns: readonly TableColumn[],
  changes: readonly ChangeKind[] = [],
): TableSelection => ({
  search: '',
  filters: [],
  changes: [...changes],
  ages: [],
  ageLimits: usualAgeLimits,
  sort: null,
  columns: columns.flatMap(({ isDerived }, place) => (isDerived ? [] : [place])),
})

/** The facts about a read file for the JSON output, without internal names. */
export function snapshotFacts({ file, remarks, ...facts }: Snapshot) {
  return {
    name: file.name,
    ...facts,
    remarks: remarks.map((remark) => ({ ...remark, text: remarkText(remark) })),
  }
}
