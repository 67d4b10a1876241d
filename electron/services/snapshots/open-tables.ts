import { randomUUID } from 'node:crypto'
import { failed } from '../../../shared/failure.ts'
import type { Comparison, Snapshot } from '../../../shared/snapshot.ts'

/** What a table of the engine contains. */
export type TableKind =
  | { kind: 'snapshot'; snapshot: Snapshot }
  | { kind: 'comparison'; comparison: Comparison }
  | { kind: 'events'; cluster: string }

/** The tables that the window has opened, by their names. */
export function createOpenTables() {
  const tables = new Map<string, TableKind>()
  return {
    /** Returns an unguessable name. */
    newName: (): string => randomUUID(),
    set: (table: string, what: TableKind): void => void tables.set(table, what),
    remove: (table: string): void => void tables.delete(table),
    /** Throws `table-not-open` for an unknown name. */
    of(table: string): TableKind {
      const found = tables.get(table)
      if (found === undefined) throw failed('table-not-open', { table })
      return found
    },
  }
}

export type OpenTables = ReturnType<typeof createOpenTables>
