import { failed } from '../../../shared/failure.ts'
import type { LifeEvent } from '../../../shared/snapshot.ts'
import { eventsTable, lifeOf } from '../history/history-events.ts'
import { createSeriesCache } from '../history/series-cache.ts'
import { clustersOf, readSeries, type Series } from '../history/read-history.ts'
import type { Call } from '../protocol/messages.ts'
import type { RunningCall } from './running-call.ts'
import { createSlices } from '../table/slices.ts'
import type { History, SeriesEvent } from '../protocol/table-engine.ts'
import type { readTable } from '../read/read-table.ts'
import type { Tables } from './thread-tables.ts'

interface HistoryDeps {
  tables: Tables
  limit: number
  read: typeof readTable
}

/** Histories, and the lives of their credentials. Caches the facts of files for the next read. */
export function createHistories({ tables, limit, read }: HistoryDeps) {
  const cache = createSeriesCache()
  const kept = new Map<string, { series: Series; cluster: string }>()

  return {
    async read(call: Call & { call: 'history' }, { signal, tellProgress }: RunningCall): Promise<History> {
      const series = await readSeries(
        {
          files: call.files,
          cache,
          limit,
          read,
          signal,
          onProgress: tellProgress,
        },
        createSlices(signal),
      )
      const { clusters, cluster } = clustersOf(series, call.cluster)
      const own = series.clusters.get(cluster)
      const events = own?.events ?? []
      await tables.renew(call.events, eventsTable(events), createSlices(signal))
      kept.set(call.events, { series, cluster })
      return {
        clusters,
        cluster,
        points: own?.points ?? [],
        eventCount: events.length,
        notRead: series.notRead,
        leftOut: series.leftOut,
      }
    },
    life({ table, version, row }: Call & { call: 'life' }): { name: string; events: LifeEvent[] } {
      const found = tables.find(table)
      const history = kept.get(table)
      const own = history?.series.clusters.get(history.cluster)
      const place = tables.selected(found)[row]
      if (own === undefined || found.version !== version || place === undefined)
        throw failed('table-not-open', { table })
      const event = own.events[own.events.length - 1 - place]
      if (event === undefined) throw failed('table-not-open', { table })
      const { name, kubernetesName } = event.texts
      return { name: name || kubernetesName, events: lifeOf(event.key, own.events, own.points) }
    },
    events({ events, from, count }: Call & { call: 'events' }): SeriesEvent[] {
      const history = kept.get(events)
      const own = history?.series.clusters.get(history.cluster)
      if (history === undefined) throw failed('table-not-open', { table: events })
      return (own?.events ?? [])
        .slice(from, from + count)
        .map(({ at, file, kind, texts, changes }) => ({ at, file, kind, ...texts, changes }))
    },
    close: (table: string): void => void kept.delete(table),
  }
}
