/**
 * Measures snapshots side by side with Papa Parse alone: a large CSV is opened, searched, sorted and compared with a
 * second one, in the thread in which Credenza does it, and then opened in the real window. Needs no cluster.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import Papa from 'papaparse'
import { createTableEngine } from '../../electron/snapshots/thread/engine.ts'
import { startTableThread } from '../../electron/snapshots/thread/start-thread.ts'
import type { TableEngine } from '../../electron/snapshots/protocol/table-engine.ts'
import type { TableSelection } from '../../shared/contract/snapshots.ts'
import { benchShapes, type ShapeRun } from './snapshot-shapes.ts'
import { writeSnapshotFile, type Quoting } from './snapshot-files.ts'
import { runSnapshotWindow, type SnapshotWindowRun } from './snapshot-window-run.ts'

export interface SnapshotRun {
  /** In milliseconds. */
  papa: number
  papaAgain: number
  open: number
  openSecond: number
  search: number
  sort: number
  compare: number
  writeReport: number
  /** The main thread's longest block during everything. */
  longestBlock: number
  /** The growth of the process in bytes while both tables and the comparison were open. */
  grown: number
  bytes: number
}

export interface SnapshotBench {
  quoting: Quoting
  rows: number
  runs: SnapshotRun[]
  /** Of the real window. Empty if skipped. */
  windowRuns: SnapshotWindowRun[]
}

const worker = new URL('../../electron/snapshots/thread/worker.ts', import.meta.url)
const { signal } = new AbortController()

interface SnapshotBenchRequest {
  rows: number
  rounds: number
  /** `null` skips it. */
  window: { isHeadless: boolean } | null
}

/** All measurements of snapshots. */
export interface SnapshotMeasures {
  benches: SnapshotBench[]
  shapes: ShapeRun[][]
}

/** Measures both ways of quoting and unusual shapes, a number of times each. Throws if rows are lost or miscounted. */
export async function benchSnapshots(
  { rows, rounds, window }: SnapshotBenchRequest,
  say: (line: string) => void,
): Promise<SnapshotMeasures> {
  const folder = await mkdtemp(join(tmpdir(), 'credenza-bench-'))
  try {
    const benches: SnapshotBench[] = []
    for (const quoting of ['where needed', 'everywhere'] as const) {
      const paths = [join(folder, 'prod-2026-09-01.csv'), join(folder, 'prod-2026-09-27.csv')] as const
      for (const [place, path] of paths.entries())
        await writeSnapshotFile({ path, rows, quoting, isLater: place === 1 })
      const runs: SnapshotRun[] = []
      for (let round = 1; round <= rounds; round += 1) {
        say(`Snapshots quoted ${quoting}, round ${round} of ${rounds}.`)
        runs.push(await runOnce(paths, rows))
      }
      const windowRuns: SnapshotWindowRun[] = []
      for (let round = 1; window !== null && round <= rounds; round += 1) {
        say(`The same in the window, round ${round} of ${rounds}.`)
        windowRuns.push(await runSnapshotWindow({ file: paths[0], rows, ...window }))
      }
      benches.push({ quoting, rows, runs, windowRuns })
    }
    return { benches, shapes: await benchShapes(folder, rounds, say) }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function timed<T>(what: () => Promise<T> | T): Promise<{ ms: number; value: T }> {
  const started = performance.now()
  const value = await what()
  return { ms: performance.now() - started, value }
}

/** Reads the file and parses it in one go, which blocks everything else meanwhile. */
async function papaAlone(path: string): Promise<number> {
  const { ms, value } = await timed(
    async () => Papa.parse<string[]>(await readFile(path, 'utf8')).data.length,
  )
  if (value < 2) throw new Error('Papa Parse found no rows.')
  return ms
}

async function runOnce([before, after]: readonly [string, string], rows: number): Promise<SnapshotRun> {
  const papa = await papaAlone(before)
  const papaAgain = await papaAlone(after)
  globalThis.gc?.()
  const resident = process.memoryUsage.rss()
  const engine = createTableEngine({ startWorker: () => startTableThread(worker) })
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  try {
    const measured = await measure(engine, [before, after], rows)
    delay.disable()
    const grown = process.memoryUsage.rss() - resident
    return { papa, papaAgain, ...measured, longestBlock: delay.max / 1e6, grown }
  } finally {
    await engine.end()
  }
}

async function measure(engine: TableEngine, [before, after]: readonly [string, string], rows: number) {
  const open = await timed(() => openTable(engine, 'before', before, rows))
  const openSecond = await timed(() => openTable(engine, 'after', after, rows))
  const search = await timed(() =>
    engine.select('before', selection({ search: `login ${Math.floor(rows / 2)}` })),
  )
  if (search.value.selected === 0) throw new Error('The search found nothing.')
  const sort = await timed(() =>
    engine.select('before', selection({ sort: { column: 0, descending: true } })),
  )
  const side = (table: string) =>
    ({ table, side: { kind: 'table', name: table, at: '2026-09-27T00:00:00Z', rows, sha256: '' } }) as const
  const compare = await timed(() =>
    engine.compare({ table: 'compared', before: side('before'), after: side('after'), signal }),
  )
  const { added, removed, changed, unchanged } = compare.value.counts
  if (added !== removed || added === 0 || changed === 0 || unchanged + changed + removed !== rows)
    throw new Error(`Miscounted: ${JSON.stringify(compare.value.counts)}`)
  const writeReport = await timed(async () => {
    const changes = selection({ changes: ['added', 'removed', 'changed'] })
    let length = 0
    for await (const piece of engine.write({ table: 'compared', selection: changes, as: 'html', signal }))
      length += piece.text.length
    return length
  })
  if (writeReport.value === 0) throw new Error('The report is empty.')
  return {
    open: open.ms,
    openSecond: openSecond.ms,
    search: search.ms,
    sort: sort.ms,
    compare: compare.ms,
    writeReport: writeReport.ms,
    bytes: open.value,
  }
}

async function openTable(engine: TableEngine, table: string, path: string, rows: number): Promise<number> {
  const file = { id: table, name: path.split('/').at(-1) ?? '', folder: '' }
  const opened = await engine.open({
    table,
    file,
    path,
    evenIfLarge: true,
    onProgress: () => undefined,
    signal,
  })
  if (opened.kind !== 'opened' || opened.snapshot.rows !== rows)
    throw new Error(`Not all rows of ${file.name} were read.`)
  return opened.snapshot.bytes
}

const selection = (changes: Partial<TableSelection>): TableSelection => ({
  search: '',
  filters: [],
  changes: [],
  ages: [],
  ageLimits: { due: 90, overdue: 180 },
  sort: null,
  columns: Array.from({ length: 12 }, (_, place) => place),
  ...changes,
})
