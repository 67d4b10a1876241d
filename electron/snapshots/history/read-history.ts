import { failed, failureOf, type Failure } from '../../../shared/failure.ts'
import type {
  ComparedSide,
  HistoryPoint,
  LeftOutFile,
  Snapshot,
  SnapshotFile,
} from '../../../shared/snapshot.ts'
import { compareTables } from '../compare/compare-tables.ts'
import type { FileToRead } from '../protocol/table-engine.ts'
import type { readTable } from '../read/read-table.ts'
import type { Slices } from '../table/slices.ts'
import type { Table } from '../table/table.ts'
import { cluesOf, tablesByCluster } from './cluster-parts.ts'
import { eventDrafts, eventsFrom, type EventDraft, type HistoryEvent } from './history-events.ts'
import type { FileFacts, SeriesCache, Step } from './series-cache.ts'
import { findSeriesFiles, type SeriesFile } from './series-files.ts'

/** The results for one cluster. */
interface ClusterHistory {
  points: HistoryPoint[]
  /** Oldest first. */
  events: HistoryEvent[]
}

export interface Series {
  clusters: Map<string, ClusterHistory>
  /** Including files that no longer exist. */
  notRead: { file: SnapshotFile; failure: Failure }[]
  leftOut: LeftOutFile[]
}

interface SeriesRequest {
  files: readonly FileToRead[]
  cache: SeriesCache
  limit: number
  read: typeof readTable
  signal: AbortSignal
  onProgress: (progress: { files: number; of: number }) => void
}

/** The newest complete snapshot of a cluster, which the next one is compared with. */
interface Last {
  next: SeriesFile
  madeAt: string
  cluster: string
  /** `null` if it wasn't read this time. */
  table: Table | null
}

const progressEvery = 100

/** Reads snapshots in order of time and finds the events between consecutive ones, for each cluster. */
export async function readSeries(request: SeriesRequest, slices: Slices): Promise<Series> {
  const { files, cache, onProgress, signal } = request
  onProgress({ files: 0, of: files.length })
  const { found, missing } = await findSeriesFiles(files, slices)
  const series: Series = { clusters: new Map(), notRead: [...missing], leftOut: [] }
  const lasts = new Map<string, Last>()
  const gone = new Map<string, Set<string>>()
  let told = performance.now()
  let isWhole = false
  cache.begin()
  try {
    for (const [at, next] of found.entries()) {
      if (performance.now() - told > progressEvery) {
        told = performance.now()
        onProgress({ files: at, of: found.length })
      }
      await addFile({ series, lasts, gone }, next, request, slices).catch((error: unknown) => {
        // This file or the previous one was removed or changed during the comparison.
        const failure = failureOf(error)
        if (signal.aborted || failure === null) throw error
        series.notRead.push({ file: next.file, failure })
      })
      if (slices.isUp()) await slices.next()
      signal.throwIfAborted()
    }
    isWhole = true
  } finally {
    cache.end({ isWhole })
  }
  onProgress({ files: found.length, of: found.length })
  return series
}

interface Growing {
  series: Series
  lasts: Map<string, Last>
  /** By cluster: credentials that disappeared. */
  gone: Map<string, Set<string>>
}

async function addFile(growing: Growing, next: SeriesFile, request: SeriesRequest, slices: Slices) {
  const { series, lasts, gone } = growing
  const { facts, tables } = await factsOf(next, request, slices)
  if (facts.kind === 'failed') series.notRead.push({ file: next.file, failure: facts.failure })
  if (facts.kind === 'other') series.leftOut.push({ file: next.file, holds: facts.holds })
  if (facts.kind !== 'snapshot') return
  const { file } = next
  const { madeAt, isCut } = facts
  for (const { cluster, rows, by } of facts.parts) {
    const name = seriesName(growing, { cluster, rows, contextId: next.contextId })
    const before = lasts.get(name)
    const own: Last = { next, madeAt, cluster, table: tables?.get(cluster) ?? null }
    // A truncated file may lack existing credentials, so it isn't compared.
    const step = before === undefined || isCut ? null : await stepBetween(before, own, request, slices)
    const { added = 0, removed = 0, changed = 0, events = [] } = step ?? {}
    const history = series.clusters.get(name) ?? { points: [], events: [] }
    series.clusters.set(name, history)
    history.points.push({ file, at: madeAt, rows, isCut, by, added, removed, changed })
    const ownGone = gone.get(name) ?? new Set()
    gone.set(name, ownGone)
    for (const event of eventsFrom(events, { at: madeAt, file }, ownGone)) history.events.push(event)
    if (!isCut) lasts.set(name, own)
  }
}

/** The name of the series that a part belongs to. */
function seriesName(
  { series }: Growing,
  { cluster, rows, contextId }: { cluster: string; rows: number; contextId: string },
): string {
  // Without rows, no column has the cluster: if there is only one, it must be that.
  const [only, ...others] = series.clusters.keys()
  if (rows === 0 && only !== undefined && others.length === 0) return only
  return contextId === '' ? cluster : `${cluster} ~${contextId}`
}

/** The cached facts of a file; if there are none, reads the file and also returns its tables. */
async function factsOf(next: SeriesFile, request: SeriesRequest, slices: Slices) {
  const known = request.cache.file(next.key)
  if (known !== undefined) return { facts: known, tables: null }
  try {
    const { snapshot, tables } = await readParts(next, request, slices)
    const { madeAt, isCut, remarks } = snapshot
    // Without rows it would otherwise count as an empty list of the only cluster.
    const holds = remarks.some(({ code }) => code === 'no-known-column') ? 'unknown' : snapshot.holds
    const facts: FileFacts =
      holds === 'credentials'
        ? { kind: 'snapshot', madeAt, isCut, parts: await cluesOf(tables, slices) }
        : { kind: 'other', holds }
    request.cache.keepFile(next.key, facts)
    return { facts, tables }
  } catch (error) {
    const failure = failureOf(error)
    if (request.signal.aborted || failure === null) throw error
    const facts: FileFacts = { kind: 'failed', failure }
    // A drive may become readable again; the content of a file stays.
    if (failure.code !== 'file-unreadable') request.cache.keepFile(next.key, facts)
    return { facts, tables: null }
  }
}

async function readParts(
  next: SeriesFile,
  { limit, read, signal }: SeriesRequest,
  slices: Slices,
): Promise<{ snapshot: Snapshot; tables: Map<string, Table> }> {
  const { file, path, as } = next
  const outcome = await read({
    file,
    path,
    ...(as === undefined ? {} : { as }),
    evenIfLarge: false,
    limit,
    signal,
    onProgress: () => undefined,
  })
  if (outcome.kind === 'large') {
    const { rows, memory } = outcome
    throw failed('csv-too-large', { file: file.name, rows, memory, limit: outcome.limit })
  }
  return {
    snapshot: outcome.snapshot,
    tables: await tablesByCluster(outcome.table, outcome.snapshot, slices),
  }
}

async function stepBetween(before: Last, after: Last, request: SeriesRequest, slices: Slices): Promise<Step> {
  const key = [before, after].map(({ next, cluster }) => `${next.key} ${cluster}`).join('\n')
  const known = request.cache.step(key)
  if (known !== undefined) return known
  const sides = []
  for (const side of [before, after]) sides.push(await sideOf(side, request, slices))
  const [ours, theirs] = sides
  if (ours === undefined || theirs === undefined) throw new Error('two sides')
  const { table } = await compareTables(ours, theirs, slices)
  const events = await eventDrafts(table, slices)
  const count = (kind: EventDraft['change']) => events.filter(({ change }) => change === kind).length
  const step = { added: count('added'), removed: count('removed'), changed: count('changed'), events }
  request.cache.keepStep(key, step)
  return step
}

/** A side of a comparison; reads its file again if that wasn't done this time. */
async function sideOf(of: Last, request: SeriesRequest, slices: Slices) {
  const { next, cluster, madeAt } = of
  const table = of.table ?? (await readParts(next, request, slices)).tables.get(cluster)
  // The file changed in the meantime.
  if (table === undefined) throw failed('file-unreadable', { file: next.file.name, reason: 'ESTALE' })
  of.table = table
  const { rowCount: rows } = table
  const side: ComparedSide = { kind: 'table', name: next.file.name, at: madeAt, rows, sha256: '' }
  return { table, side }
}

/** The clusters of a series, and the one to show: the requested one, else the one with the most snapshots. */
export function clustersOf(series: Series, asked: string) {
  const clusters = [...series.clusters].map(([name, { points }]) => ({ name, snapshots: points.length }))
  clusters.sort((a, b) => b.snapshots - a.snapshots || (a.name < b.name ? -1 : 1))
  const cluster = series.clusters.has(asked) && asked !== '' ? asked : (clusters[0]?.name ?? '')
  return { clusters, cluster }
}
