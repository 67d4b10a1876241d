import { failed, failureOf, type Failure } from '../../../shared/failure.ts'
import {
  historyGroupings,
  type ComparedSide,
  type HistoryPoint,
  type Snapshot,
  type SnapshotFile,
} from '../../../shared/snapshot.ts'
import { cellAt } from '../table/column.ts'
import { compareTables } from '../compare/compare-tables.ts'
import { fileState } from '../read/file-source.ts'
import { eventsOf, type HistoryEvent } from './history-events.ts'
import { readFileName } from '../read/file-name.ts'
import { readTable } from '../read/read-table.ts'
import { eachInSlices, type Slices } from '../table/slices.ts'
import type { FileToRead } from '../protocol/table-engine.ts'
import { placeOf, type Table } from '../table/table.ts'
import { takeRows } from '../table/take-rows.ts'

/** What was found of one cluster so far. */
export interface ClusterHistory {
  points: HistoryPoint[]
  /** Oldest first. */
  events: HistoryEvent[]
  /** The newest snapshot, to compare the next one with. */
  last: { table: Table; side: ComparedSide } | null
  /** Credentials that were there once. */
  gone: Set<string>
}

/** A series of snapshots as far as it was read. */
export interface Series {
  read: ToRead[]
  clusters: Map<string, ClusterHistory>
  notRead: { file: SnapshotFile; failure: Failure }[]
  /** Files that were not there in the last reading. */
  missing: { file: SnapshotFile; failure: Failure }[]
}

interface ToRead extends FileToRead {
  size: number
  changedAt: number
  order: string
}

export interface SeriesRequest {
  files: readonly FileToRead[]
  /** What was read before; `null` for nothing. It is taken over, and continued where only newer files came. */
  known: Series | null
  limit: number
  signal: AbortSignal
  onProgress: (progress: { files: number; of: number }) => void
}

/** Reads snapshots in the order of their times and finds what happened between neighbours, for each cluster. */
export async function readSeries(request: SeriesRequest, slices: Slices): Promise<Series> {
  const { files, known, onProgress, signal } = request
  const missing: Series['notRead'] = []
  const found: ToRead[] = []
  for (const file of files) {
    try {
      const { size, changedAt } = await fileState(file.path, file.file.name)
      const order = `${readFileName(file.file.name, changedAt).madeAt ?? changedAt.toISOString().slice(0, 19)} ${file.file.name}`
      found.push({ ...file, size, changedAt: changedAt.getTime(), order })
    } catch (error) {
      missing.push({ file: file.file, failure: expected(error) })
    }
  }
  found.sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0))
  const series: Series = continues(known, found)
    ? known
    : { read: [], clusters: new Map(), notRead: [], missing: [] }
  for (const next of found.slice(series.read.length)) {
    onProgress({ files: series.read.length, of: found.length })
    await addFile(series, next, request, slices)
    signal.throwIfAborted()
  }
  onProgress({ files: found.length, of: found.length })
  return { ...series, missing }
}

/** Whether files only came behind those that were read. */
const continues = (known: Series | null, found: readonly ToRead[]): known is Series =>
  known !== null &&
  known.read.length <= found.length &&
  known.read.every(({ path, as, size, changedAt, order }, at) => {
    const same = found[at]
    if (JSON.stringify(same?.as) !== JSON.stringify(as)) return false
    return same?.path === path && same.size === size && same.changedAt === changedAt && same.order === order
  })

function expected(error: unknown): Failure {
  const failure = failureOf(error)
  if (failure === null) throw error
  return failure
}

async function addFile(
  series: Series,
  next: ToRead,
  { limit, signal }: SeriesRequest,
  slices: Slices,
): Promise<void> {
  try {
    const { file, path, as } = next
    const read = await readTable({
      file,
      path,
      as,
      evenIfLarge: false,
      limit,
      signal,
      onProgress: () => undefined,
    })
    if (read.kind === 'large')
      throw failed('csv-too-large', {
        file: file.name,
        rows: read.rows,
        memory: read.memory,
        limit: read.limit,
      })
    const added = []
    for (const [cluster, table] of byCluster(read.table, read.snapshot, [...series.clusters.keys()]))
      added.push({
        cluster,
        history: await continued(series.clusters.get(cluster), table, read.snapshot, slices),
      })
    // Only now, so that a cancel leaves no half of a file.
    for (const { cluster, history } of added) series.clusters.set(cluster, history)
  } catch (error) {
    if (signal.aborted) throw error
    series.notRead.push({ file: next.file, failure: expected(error) })
  }
  series.read.push(next)
}

/** The rows of each cluster; all of them where no column tells it. */
function byCluster(
  table: Table,
  { clusters, clusterCount }: Snapshot,
  known: readonly string[],
): [string, Table][] {
  // Without rows no column tells the cluster: where there is only one, it is that.
  if (table.rowCount === 0 && known.length === 1) return [[known[0] ?? '', table]]
  if (clusterCount <= 1) return [[clusters[0] ?? '', table]]
  const column = table.cells[placeOf(table.columns, 'cluster')]
  const rows = new Map<string, number[]>()
  for (let row = 0; row < table.rowCount; row += 1) {
    const name = column === undefined ? '' : cellAt(column, row)
    const own = rows.get(name)
    if (own === undefined) rows.set(name, [row])
    else own.push(row)
  }
  return [...rows].map(([name, own]) => [name, takeRows(table, Int32Array.from(own))])
}

/** The history of a cluster with one more snapshot. */
async function continued(
  before: ClusterHistory | undefined,
  table: Table,
  { file, madeAt }: Snapshot,
  slices: Slices,
): Promise<ClusterHistory> {
  const side: ComparedSide = { kind: 'table', name: file.name, at: madeAt, rows: table.rowCount }
  const point: HistoryPoint = {
    file,
    at: madeAt,
    rows: table.rowCount,
    by: await countsOf(table, slices),
    added: 0,
    removed: 0,
    changed: 0,
  }
  const last = before?.last ?? null
  if (before === undefined || last === null)
    return { points: [point], events: [], last: { table, side }, gone: new Set() }
  const compared = await compareTables(last, { table, side }, slices)
  const { added, removed, changed } = compared.comparison.counts
  const gone = new Set(before.gone)
  const events = await eventsOf(compared.table, { at: madeAt, file }, gone, slices)
  return {
    points: [...before.points, { ...point, added, removed, changed }],
    events: [...before.events, ...events],
    last: { table, side },
    gone,
  }
}

async function countsOf(table: Table, slices: Slices): Promise<HistoryPoint['by']> {
  const by: HistoryPoint['by'] = {}
  for (const id of historyGroupings) {
    const column = table.cells[placeOf(table.columns, id)]
    if (column === undefined) continue
    const counts = new Map<string, number>()
    await eachInSlices(table.rowCount, slices, (row) => {
      const value = cellAt(column, row)
      counts.set(value, (counts.get(value) ?? 0) + 1)
    })
    by[id] = Array.from(counts, ([value, count]) => ({ value, count }))
  }
  return by
}

/** The clusters of a series, and which of them is shown: the one asked for, else the one with the most snapshots. */
export function clustersOf(series: Series, asked: string) {
  const clusters = [...series.clusters].map(([name, { points }]) => ({ name, snapshots: points.length }))
  clusters.sort((a, b) => b.snapshots - a.snapshots || (a.name < b.name ? -1 : 1))
  const cluster = series.clusters.has(asked) && asked !== '' ? asked : (clusters[0]?.name ?? '')
  return { clusters, cluster }
}
