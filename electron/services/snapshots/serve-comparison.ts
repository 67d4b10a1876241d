import type { CompareMessage, SideAsked } from '../../../shared/contract/snapshots.ts'
import { failed, failureOf } from '../../../shared/failure.ts'
import { snapshotSide } from '../../../shared/snapshot.ts'
import type { TableEngine, SideToCompare } from '../../snapshots/protocol/table-engine.ts'
import type { ClusterService } from '../cluster/cluster-service.ts'
import { putLiveSide } from './live-side.ts'
import type { OpenTables } from './open-tables.ts'
import { aborted, hasEnded, type StreamSink } from '../stream.ts'

interface Deps {
  engine: Pick<TableEngine, 'put' | 'compare' | 'close'>
  clusters: Pick<ClusterService, 'opened' | 'isOpen' | 'onChange'>
  tables: OpenTables
  /** Minimum time between two comparisons of a changing live list, in milliseconds. */
  renewMilliseconds?: number
}

/**
 * Compares tables and live lists. Repeats a comparison with a live side when that changes, until the signal is aborted.
 */
export function createCompareTables({ engine, clusters, tables, renewMilliseconds = 1000 }: Deps) {
  async function side(asked: SideAsked, liveTable: string, signal: AbortSignal): Promise<SideToCompare> {
    if (asked.kind === 'live') {
      const { context } = asked
      return {
        table: liveTable,
        side: await putLiveSide({ engine, clusters }, { context, table: liveTable, signal }),
      }
    }
    const open = tables.of(asked.table)
    if (open.kind !== 'snapshot') throw failed('table-not-open', { table: asked.table })
    return { table: asked.table, side: snapshotSide(open.snapshot) }
  }

  return async (
    { before, after }: { before: SideAsked; after: SideAsked },
    { send, signal }: StreamSink<CompareMessage>,
  ): Promise<void> => {
    const table = tables.newName()
    const liveTables = { before: tables.newName(), after: tables.newName() }
    const contexts = [before, after].flatMap((asked) => (asked.kind === 'live' ? [asked.context] : []))
    const changes = changesOf(clusters, contexts, signal)

    const compare = async (): Promise<void> => {
      const comparison = await engine.compare({
        table,
        before: await side(before, liveTables.before, signal),
        after: await side(after, liveTables.after, signal),
        signal,
      })
      tables.set(table, { kind: 'comparison', comparison })
      send({ kind: 'compared', table, comparison })
    }

    try {
      await compare()
      if (contexts.length === 0) await aborted(signal)
      while (!hasEnded(signal)) {
        await changes.next()
        await pause(renewMilliseconds, signal)
        // The last comparison stays while a context is closed or its list is in trouble.
        if (hasEnded(signal) || !contexts.every(clusters.isOpen)) continue
        changes.take()
        await compare().catch((error: unknown) => {
          const code = failureOf(error)?.code
          if (code === undefined || code === 'table-not-open' || code === 'csv-too-large') throw error
        })
      }
    } catch (error) {
      if (!signal.aborted) throw error
    } finally {
      tables.remove(table)
      for (const each of [table, liveTables.before, liveTables.after]) engine.close(each)
    }
  }
}

/** Tracks whether the lists of some contexts have changed since that was last taken. */
function changesOf(
  clusters: Pick<ClusterService, 'onChange'>,
  contexts: readonly string[],
  signal: AbortSignal,
) {
  let isChanged = false
  let wake: () => void = () => undefined
  clusters.onChange((context) => {
    if (!contexts.includes(context)) return
    isChanged = true
    wake()
  }, signal)
  signal.addEventListener('abort', () => wake())
  return {
    take: (): void => {
      isChanged = false
    },
    /** Resolves on a change, and when the signal is aborted. */
    next: (): Promise<void> =>
      new Promise((resolve) => {
        wake = resolve
        if (isChanged || signal.aborted) resolve()
      }),
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
