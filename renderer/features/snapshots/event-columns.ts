import type { TableColumn, TableRow } from '../../../shared/snapshot.ts'

const plain = (title: string): TableColumn => ({ title, id: null, isDerived: false })

/** The columns of the table of events, as the history makes it. */
export const eventColumns: readonly TableColumn[] = ['When', 'What', 'Credential', 'Changes'].map(plain)
export const eventColumnsAtFirst: readonly number[] = [0, 1, 2, 3]

/** What the credential of an event is called. */
export const eventName = (row: TableRow): string => row.cells[2] ?? ''
