import { ref, shallowRef } from 'vue'
import type { OpenMessage } from '../../../../shared/contract/snapshots.ts'
import type { Failure } from '../../../../shared/failure.ts'
import type { AgeLimits } from '../../../../shared/rotation.ts'
import type { ReadAs, Snapshot, SnapshotFile } from '../../../../shared/snapshot.ts'
import type { Api } from '../../../api.ts'
import { columnsAtFirst } from '../table/table-columns.ts'
import { createTableView, type TableView } from '../table/table-view.ts'

interface OpenSnapshotDeps {
  api: Pick<Api, 'snapshots'>
  ageLimits: () => AgeLimits
  /** Milliseconds since 1970. */
  now: () => number
  onOpened: () => void
}

/** The state of reading a file. */
type OpenSnapshotState =
  | { kind: 'reading'; since: number; bytes: number; of: number; rows: number }
  /** Asks whether to read that much. */
  | { kind: 'large'; rows: number; memory: number; limit: number; seconds: number }
  | { kind: 'failed'; failure: Failure }
  | { kind: 'cancelled' }
  | { kind: 'open' }

/** What was read, and how it is shown. */
export interface OpenedTable {
  id: string
  snapshot: Snapshot
  view: TableView
}

/** Takes over a reader's choices if the reread file still has those columns. */
function adopt(view: TableView, before: TableView): void {
  const titles = before.columns.map(({ title }) => title)
  const isSame =
    view.columns.length === titles.length && view.columns.every((c, at) => c.title === titles[at])
  view.search.value = before.search.value
  view.ages.value = before.ages.value
  view.isAgesShown.value = before.isAgesShown.value
  if (!isSame) return
  view.filters.value = before.filters.value
  view.sort.value = before.sort.value
  view.displayed.value = before.displayed.value
}

/** A stream that reads the file, and then keeps the data until it is stopped. */
interface Reading {
  stop: () => void
}

/** One opened file: read, shown and reread. The data stays until the next read is complete. */
export function createOpenSnapshot(file: SnapshotFile, deps: OpenSnapshotDeps) {
  const { api, ageLimits, now, onOpened } = deps
  const state = shallowRef<OpenSnapshotState>({ kind: 'cancelled' })
  const table = shallowRef<OpenedTable | null>(null)
  const disk = ref<'as-read' | 'changed' | 'gone'>('as-read')
  let reading: Reading | null = null
  let shown: Reading | null = null
  let isClosed = false

  function drop(): void {
    shown?.stop()
    shown = null
    table.value?.view.end()
    table.value = null
  }

  function fail(failure: Failure): void {
    drop()
    state.value = { kind: 'failed', failure }
  }

  function show(mine: Reading, id: string, snapshot: Snapshot): void {
    const view = createTableView({
      api,
      table: id,
      columns: snapshot.columns,
      shown: columnsAtFirst(snapshot.columns),
      ageLimits,
      onLost: fail,
    })
    if (table.value !== null) adopt(view, table.value.view)
    drop()
    shown = mine
    reading = null
    disk.value = 'as-read'
    table.value = { id, snapshot, view }
    state.value = { kind: 'open' }
    onOpened()
  }

  function take(mine: Reading, message: OpenMessage): void {
    switch (message.kind) {
      case 'reading':
        if (state.value.kind === 'reading') state.value = { ...state.value, ...message }
        break
      case 'large':
        state.value = message
        break
      case 'opened':
        show(mine, message.table, message.snapshot)
        break
      case 'file':
        disk.value = message.state
        break
    }
  }

  function endWith(mine: Reading, end: OpenSnapshotState): void {
    if (mine === reading) {
      reading = null
      if (state.value.kind === 'reading') state.value = end
    } else if (mine === shown && end.kind === 'failed') fail(end.failure)
  }

  /** Reads the file. Earlier data stays until this is complete. */
  function read(evenIfLarge = false): void {
    reading?.stop()
    const mine: Reading = { stop: () => undefined }
    reading = mine
    state.value = { kind: 'reading', since: now(), bytes: 0, of: 0, rows: 0 }
    mine.stop = api.snapshots.open(
      { file: file.id, evenIfLarge },
      {
        onMessage: (message) => {
          if (mine === reading || mine === shown) take(mine, message)
        },
        onEnd: () => endWith(mine, { kind: 'cancelled' }),
        onFailure: (failure) => endWith(mine, { kind: 'failed', failure }),
      },
    )
  }

  /** Sets how to read the file from now on, and rereads it. */
  async function readAs(as: ReadAs): Promise<void> {
    const said = await api.snapshots.readAs({ file: file.id, as })
    // A new read would hold a table that nobody closes.
    if (isClosed) return
    if (said.ok) read()
    else state.value = { kind: 'failed', failure: said.failure }
  }

  /** Stops reading, or dismisses a failure. Keeps earlier data, if there is any. */
  function cancel(): void {
    reading?.stop()
    reading = null
    state.value = { kind: table.value === null ? 'cancelled' : 'open' }
  }

  return {
    file,
    state,
    table,
    disk,
    read,
    readAs,
    cancel,
    close(): void {
      isClosed = true
      cancel()
      drop()
    },
  }
}

export type OpenSnapshot = ReturnType<typeof createOpenSnapshot>
