import { randomUUID } from 'node:crypto'
import { failed } from '../../../shared/failure.ts'
import type { Comparison, Snapshot } from '../../../shared/snapshot.ts'

/** What a table of the engine is. */
export type TableKind =
  | { kind: 'snapshot'; snapshot: Snapshot }
  | { kind: 'comparison'; comparison: Comparison }
  | { kind: 'events'; cluster: string }

/** The tables that the window has opened, by the name that it knows them by. */
export function createOpenTables() {
  const tables = new Map<string, TableKind>()
  return {
    /** A name that can't be guessed. */
    newName: (): string => randomUUID(),
    set: (table: string, what: TableKind): void => void tables.set(table, what),
    remove: (table: string): void => void tables.delete(table),
    /** Throws `table-not-open` for a name that is none. */
    of(table: string): TableKind {
      const found = tables.get(table)
      if (found === undefined) throw failed('table-not-open', { table })
      return found
    },
  }
}

export type OpenTables = ReturnType<typeof createOpenTables>
