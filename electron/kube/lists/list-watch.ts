import { failed } from '../../../shared/failure.ts'
import { TooLargeError } from '../core/bounds.ts'
import type { Clock } from '../../base/clock.ts'
import { isoTime } from '../../base/clock.ts'
import type { HealthTeller } from './informer-health.ts'
import type { InformerRequest } from './informer-request.ts'
import type { RowStore } from './row-store.ts'
import { isNewer } from './resource-version.ts'
import type { ListRequest, ListResult } from './list-rows.ts'
import type { RequireVersion } from './store-version.ts'
import type { RowEvent, WatchRequest } from './watch-rows.ts'

interface ListWatchDeps {
  list: (request: ListRequest) => Promise<ListResult>
  watch: (request: WatchRequest) => Promise<void>
  requireVersion: RequireVersion
  known: RowStore
  health: HealthTeller
  /** Maximum number of rows kept of one list. */
  mostRows: number
  server: string
  clock: Clock
}

/** The list and the watch of one informer, and the version reached. */
export interface ListWatch {
  /** Whether there is a version to watch from. */
  hasVersion: () => boolean
  forgetVersion: () => void
  /**
   * Reads the list; `isRefresh`: a watch is open and keeps its version. Resolves with true if that watch must be
   * reopened because the list is older: the store was restored from a backup.
   */
  list: (about: { isRefresh: boolean }) => Promise<boolean>
  /**
   * Watches until the server ends it or `signal` aborts. Rejects with `version-expired` if the store is older than the
   * version to watch from.
   */
  watch: (signal: AbortSignal) => Promise<void>
  /**
   * When the last watch opened, as the clock’s `elapsed` (0 if it didn't, and after a list began that no watch runs next
   * to), and when the cluster last sent data, in milliseconds since 1970.
   */
  openedAt: () => number
  dataAt: () => number
}

/** A watch that ends sooner than this, in milliseconds, without events was cut on the way. */
const shortestWatch = 1000

export function createListWatch(deps: ListWatchDeps, request: InformerRequest): ListWatch {
  const { known, health, clock, server } = deps
  const { path, labelSelector, firstPage, page, signal } = request
  const what = { path, ...(labelSelector === undefined ? {} : { labelSelector }) }
  const pages = { ...(firstPage === undefined ? {} : { firstPage }), ...(page === undefined ? {} : { page }) }
  let version = ''
  /** Whether the version is from a list that has just been read. */
  let isFresh = false
  let openedAt = 0
  let dataAt = 0

  const onEvents = (events: RowEvent[]) => {
    if (signal.aborted) return
    dataAt = clock.now()
    for (const event of events) {
      version = event.type === 'bookmark' ? event.resourceVersion : event.row.resourceVersion
    }
    known.take(events)
    if (known.count() > deps.mostRows) throw new TooLargeError('rows', deps.mostRows)
  }

  return {
    hasVersion: () => version !== '',
    forgetVersion: () => {
      version = ''
    },
    list: async ({ isRefresh }) => {
      if (!isRefresh) openedAt = 0
      const startedAt = clock.now()
      const startVersion = version
      const isFirst = !health.wasListed()
      const taker = known.startList(isFirst)
      try {
        const list: ListRequest = {
          ...what,
          ...pages,
          // Later lists don't use the cache, which can be older than what was already reported.
          ...(isFirst && request.fromCache === true ? { fromCache: true } : {}),
          signal,
          onRows: (rows, pass) => {
            if (signal.aborted) return
            if (isFirst) health.listing()
            taker.take(rows, pass)
          },
        }
        const { runLimited } = request
        const { resourceVersion, leftOut = 0 } = await (runLimited === undefined
          ? deps.list(list)
          : runLimited(() => deps.list(list)))
        if (signal.aborted) throw failed('cancelled', { operation: 'kube:list' })
        taker.finish(resourceVersion)
        const isOlder = isRefresh && isNewer(startVersion, resourceVersion)
        if (!isRefresh || isOlder) {
          version = resourceVersion
          isFresh = true
        }
        health.current(startedAt, leftOut)
        request.onListed({ asOf: isoTime(startedAt), resourceVersion })
        return isOlder
      } finally {
        taker.end()
      }
    },
    watch: async (until) => {
      openedAt = 0
      if (!isFresh) await deps.requireVersion({ path, version, signal: until })
      isFresh = false
      const startedAt = clock.elapsed()
      const startVersion = version
      await deps.watch({
        ...what,
        resourceVersion: version,
        signal: until,
        onOpen: () => {
          openedAt = clock.elapsed()
          dataAt = clock.now()
          health.live()
        },
        onEvents,
      })
      const isShort = version === startVersion && clock.elapsed() - startedAt < shortestWatch
      if (isShort && !until.aborted) throw failed('connection-cut', { server })
    },
    openedAt: () => openedAt,
    dataAt: () => dataAt,
  }
}
