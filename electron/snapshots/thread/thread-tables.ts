import { failed } from '../../../shared/failure.ts'
import type { TableSelection } from '../../../shared/contract/snapshots.ts'
import { selectTableRows } from '../query/select-rows.ts'
import { createSlices } from '../table/slices.ts'
import type { Table } from '../table/table.ts'

/** A table with what is selected of it. */
export interface Opened {
  table: Table
  /** Counts selections; rows are asked for by it. */
  version: number
  selected: Int32Array | null
  /** Ends a selection that a newer one replaces. */
  selecting: { stop: AbortController; outcome: Promise<Selected> } | null
  /** Aborted when the table is closed: nobody waits for what is asked of it anymore. */
  closed: AbortController
}

export interface Selected {
  selected: number
  version: number
}

export type Tables = ReturnType<typeof createTables>

/** The tables of the thread, by what they are called. */
export function createTables() {
  const opened = new Map<string, Opened>()

  function find(name: string): Opened {
    const found = opened.get(name)
    if (found === undefined) throw failed('table-not-open', { table: name })
    return found
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
      // The newer one answers for this one too.
      if (stop.signal.aborted && of.selecting !== null && of.selecting.stop !== stop)
        return of.selecting.outcome
      throw error
    }
  }

  return {
    find,
    /** Puts a table in; one of that name is replaced, and what was selected of it is gone. */
    set(name: string, table: Table): void {
      const version = opened.get(name)?.version ?? 0
      opened.set(name, {
        table,
        version: version + 1,
        selected: null,
        selecting: null,
        closed: new AbortController(),
      })
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
    /** The numbers of the selected rows: of all, before anything was selected. */
    selected({ table, selected }: Opened): Int32Array {
      return selected ?? Int32Array.from({ length: table.rowCount }, (_, row) => row)
    },
    /** Forgets a table. What is under way for it fails with `table-not-open`. */
    close(name: string): void {
      opened.get(name)?.closed.abort(failed('table-not-open', { table: name }))
      opened.delete(name)
    },
  }
}
