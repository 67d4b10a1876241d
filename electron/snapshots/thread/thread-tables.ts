import { failed } from '../../../shared/failure.ts'
import type { TableSelection } from '../../../shared/contract/snapshots.ts'
import { selectTableRows } from '../query/select-rows.ts'
import { createSlices } from '../table/slices.ts'
import type { Slices } from '../table/slices.ts'
import type { Table } from '../table/table.ts'
import { carriedIds, firstIds, type RowIds } from './row-ids.ts'

/** A table with its selection. */
export interface Opened {
  table: Table
  ids: RowIds
  /** The version of the selection; rows are requested with it. */
  version: number
  selected: Int32Array | null
  /** Aborts a selection that a newer one replaces. */
  selecting: { stop: AbortController; outcome: Promise<Selected> } | null
  /** Aborted when the table is closed: nobody waits for its calls anymore. */
  closed: AbortController
}

interface Selected {
  selected: number
  version: number
}

export type Tables = ReturnType<typeof createTables>

/** The thread's tables, by name. */
export function createTables() {
  const opened = new Map<string, Opened>()

  function find(name: string): Opened {
    const found = opened.get(name)
    if (found === undefined) throw failed('table-not-open', { table: name })
    return found
  }

  /** Adds a table; replaces one of that name, without its selection. */
  function put(name: string, table: Table, ids: RowIds): void {
    const version = opened.get(name)?.version ?? 0
    opened.set(name, {
      table,
      ids,
      version: version + 1,
      selected: null,
      selecting: null,
      closed: new AbortController(),
    })
  }

  async function runSelection(
    of: Opened,
    selection: TableSelection,
    stop: AbortController,
  ): Promise<Selected> {
    try {
      const rows = await selectTableRows(
        of.table,
        selection,
        createSlices(AbortSignal.any([stop.signal, of.closed.signal])),
      )
      of.version += 1
      of.selected = rows
      return { selected: rows.length, version: of.version }
    } catch (error) {
      // The newer selection's result counts for this one too.
      if (stop.signal.aborted && of.selecting !== null && of.selecting.stop !== stop)
        return of.selecting.outcome
      throw error
    }
  }

  return {
    find,
    set: (name: string, table: Table): void => put(name, table, firstIds(table)),
    /** Like `set`, but rows that existed in the previous table keep their ids. */
    async renew(name: string, table: Table, slices: Slices): Promise<void> {
      const before = opened.get(name)
      put(name, table, before === undefined ? firstIds(table) : await carriedIds(before, table, slices))
    },
    select(name: string, selection: TableSelection): Promise<Selected> {
      const of = find(name)
      const older = of.selecting
      const stop = new AbortController()
      const outcome = runSelection(of, selection, stop)
      of.selecting = { stop, outcome }
      older?.stop.abort()
      return outcome
    },
    /** The numbers of the selected rows; all rows if nothing was selected yet. */
    selected({ table, selected }: Opened): Int32Array {
      return selected ?? Int32Array.from({ length: table.rowCount }, (_, row) => row)
    },
    /** Closes a table. Its running calls fail with `table-not-open`. */
    close(name: string): void {
      opened.get(name)?.closed.abort(failed('table-not-open', { table: name }))
      opened.delete(name)
    },
  }
}
