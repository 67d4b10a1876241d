import { ref, shallowRef } from 'vue'
import type { HistoryMessage } from '../../../../shared/contract/snapshots.ts'
import type { Failure } from '../../../../shared/failure.ts'
import type { AgeLimits } from '../../../../shared/rotation.ts'
import type { HistoryGrouping, LifeEvent } from '../../../../shared/snapshot.ts'
import type { Api } from '../../../api.ts'
import { eventColumns, eventColumnsAtFirst } from './event-columns.ts'
import { createTableView, type TableView } from '../table/table-view.ts'

interface HistoryDeps {
  api: Pick<Api, 'snapshots'>
  ageLimits: () => AgeLimits
  /** Milliseconds since 1970. */
  now: () => number
}

type HistoryThere = Omit<HistoryMessage & { kind: 'history' }, 'kind'>

/** The state of reading the folder. */
type HistoryState =
  | { kind: 'asking' }
  | { kind: 'unset' }
  | { kind: 'reading'; since: number; files: number; of: number }
  | { kind: 'failed'; failure: Failure }
  | { kind: 'there' }

/** The life of one credential in its panel. */
export type Life =
  | { kind: 'asking'; name: string }
  | { kind: 'failed'; name: string; failure: Failure }
  | { kind: 'there'; name: string; events: readonly LifeEvent[] }

/** The event table, and the life of one event's credential. Late answers are dropped. */
function createEvents({
  api,
  ageLimits,
  onLost,
}: Omit<HistoryDeps, 'now'> & { onLost: (failure: Failure) => void }) {
  const view = shallowRef<TableView | null>(null)
  const life = shallowRef<Life | null>(null)

  function forget(): void {
    view.value?.end()
    view.value = null
    life.value = null
  }

  function show(table: string): void {
    if (view.value?.table === table) {
      void view.value.refresh()
      return
    }
    forget()
    const [columns, shown] = [eventColumns, eventColumnsAtFirst]
    view.value = createTableView({ api, table, columns, shown, ageLimits, onLost })
  }

  async function showLife(row: number, name: string): Promise<void> {
    const { value: events } = view
    if (events === null) return
    const mine: Life = { kind: 'asking', name }
    life.value = mine
    const result = await api.snapshots.life({ table: events.table, version: events.version.value, row })
    if (life.value !== mine) return
    life.value = result.ok
      ? { kind: 'there', ...result.value }
      : { kind: 'failed', name, failure: result.failure }
  }

  return { view, life, forget, show, showLife, closeLife: () => void (life.value = null) }
}

/** The snapshots of a folder as a series. Once opened, it is followed as long as the window exists. */
export function createHistory({ api, ageLimits, now }: HistoryDeps) {
  const state = shallowRef<HistoryState>({ kind: 'asking' })
  const folder = ref('')
  const there = shallowRef<HistoryThere | null>(null)
  const grouping = ref<HistoryGrouping | 'all'>('all')
  const failure = shallowRef<Failure | null>(null)
  let stop: (() => void) | null = null

  function fail(found: Failure): void {
    stop = null
    state.value = { kind: 'failed', failure: found }
  }

  const events = createEvents({ api, ageLimits, onLost: fail })

  function take(message: HistoryMessage): void {
    switch (message.kind) {
      case 'folder':
        folder.value = message.folder ?? ''
        if (message.folder === null) state.value = { kind: 'unset' }
        break
      case 'reading': {
        const since = state.value.kind === 'reading' ? state.value.since : now()
        state.value = { kind: 'reading', since, files: message.files, of: message.of }
        break
      }
      case 'history':
        there.value = message
        state.value = { kind: 'there' }
        events.show(message.events)
        break
    }
  }

  function leave(): void {
    stop?.()
    stop = null
  }

  /** Reads the folder for one cluster, or for the one with the most snapshots, and follows it. */
  function read(cluster = ''): void {
    leave()
    state.value = { kind: 'reading', since: now(), files: 0, of: 0 }
    stop = api.snapshots.history(
      { cluster },
      {
        onMessage: take,
        onEnd: () => {
          stop = null
          if (state.value.kind === 'reading') state.value = { kind: 'there' }
        },
        onFailure: fail,
      },
    )
  }

  async function chooseFolder(): Promise<void> {
    failure.value = null
    const result = await api.snapshots.chooseFolder({})
    if (!result.ok) failure.value = result.failure
    if (!result.ok || result.value === null) return
    there.value = null
    events.forget()
    read()
  }

  return {
    state,
    folder,
    /** The last result. It stays while the folder is reread. */
    there,
    events: events.view,
    grouping,
    failure,
    life: events.life,
    /** Starts reading unless that is under way or done. */
    enter(): void {
      if (stop === null && state.value.kind !== 'failed') read()
    },
    read,
    /** Stops reading the folder. What is there stays. */
    cancel(): void {
      leave()
      state.value = there.value === null ? { kind: 'failed', failure: cancelled } : { kind: 'there' }
    },
    chooseFolder,
    showLife: events.showLife,
    closeLife: events.closeLife,
  }
}

const cancelled: Failure = { code: 'cancelled', operation: 'history' }
