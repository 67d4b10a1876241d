import { columns as knownColumns, type ColumnId } from '../../../../shared/columns.ts'
import type { ChangeKind, TableColumn, TableRow } from '../../../../shared/snapshot.ts'

const own = (title: string): TableColumn => ({ title, id: null, isDerived: false })
const known = (id: ColumnId): TableColumn => ({ title: knownColumns[id].title, id, isDerived: false })

/** The columns of the event table, as the history engine creates it. */
export const eventColumns: readonly TableColumn[] = [
  own('When'),
  own('What'),
  known('name'),
  known('type'),
  known('scope'),
  known('kubernetesName'),
  known('namespace'),
  own('Details'),
]
export const whenColumn = 0
export const whatColumn = 1
const nameColumn = 2
export const eventColumnsAtFirst: readonly number[] = [0, 1, 2, 4, 5, 7]

const kinds: ReadonlyMap<string, ChangeKind> = new Map([
  ['Appeared', 'added'],
  ['Reappeared', 'added'],
  ['Changed', 'changed'],
  ['Rotated', 'changed'],
  ['Disappeared', 'removed'],
])

/** What happened to the credential of an event. */
export const eventKind = (row: TableRow): ChangeKind | undefined => kinds.get(row.cells[whatColumn] ?? '')

/** The name of an event's credential. */
export const eventName = (row: TableRow): string => row.cells[nameColumn] ?? ''
