import { changesText, objectText, operationText, outcomeText } from '../../../shared/activity-text.ts'
import type { ActivityWrite } from '../../../shared/activity-writes.ts'
import { clockText } from '../../../shared/age.ts'
import { dateText } from '../../../shared/columns.ts'
import { sortText } from '../../../shared/search-text.ts'
import type { GridColumn } from '../../ui/grid/column-layout.ts'
import type { OrderedRow } from '../../ui/grid/row-pieces.ts'
import type { RowSort } from '../rows/row-table.ts'
import type { ChosenTable } from '../rows/use-column-choice.ts'

/** A write as a table row. Its uid is the number of its first entry. */
export type ActivityRow = ActivityWrite & { uid: string }

export type ActivityColumnId =
  | ('time' | 'user' | 'operation' | 'object' | 'changes' | 'outcome')
  | ('cluster' | 'ended' | 'request' | 'entry')

const activityColumns: readonly GridColumn<ActivityColumnId>[] = [
  { id: 'time', title: 'Time', width: 176, compactWidth: 150, sorts: 'time' },
  { id: 'user', title: 'Who', width: 104, compactWidth: 84 },
  { id: 'operation', title: 'Operation', width: 164, compactWidth: 148 },
  { id: 'object', title: 'Object', width: 230, compactWidth: 148 },
  { id: 'changes', title: 'What changed', width: 210, compactWidth: 130 },
  { id: 'outcome', title: 'Outcome', width: 124, compactWidth: 104 },
  { id: 'cluster', title: 'Cluster', width: 130 },
  { id: 'ended', title: 'Ended', width: 170, sorts: 'time' },
  { id: 'request', title: 'Request', width: 290 },
  { id: 'entry', title: 'Entry', width: 70, isRight: true, sorts: 'number' },
]

/** The table of writes. The first six columns are shown by default. */
export const activityTable: ChosenTable<ActivityColumnId> = {
  table: 'activity',
  columns: activityColumns,
  usual: activityColumns.slice(0, 6).map(({ id }) => id),
}

const secondText = (time: string) => (time === '' ? '' : `${dateText(time)}, ${clockText(time, true)}`)

/** The text of a cell, for copying. */
export function activityText(write: ActivityWrite, column: ActivityColumnId): string {
  const { begun, ended } = write
  switch (column) {
    case 'time':
      return secondText(begun.time)
    case 'ended':
      return secondText(ended?.time ?? '')
    case 'user':
      return begun.user
    case 'operation':
      return operationText(begun.operation)
    case 'object':
      return begun.object.credential === ''
        ? objectText(begun.object)
        : `${begun.object.credential} (${objectText(begun.object)})`
    case 'changes':
      return changesText(write)
    case 'outcome':
      return outcomeText(write)
    case 'cluster':
      return begun.context
    case 'request':
      return ended?.requestId || begun.requestId
    case 'entry':
      return String(begun.entry)
  }
}

/** The text in a CSV. Times are ISO 8601. */
export function activityCsvText(write: ActivityWrite, column: ActivityColumnId): string {
  if (column === 'time') return write.begun.time
  return column === 'ended' ? (write.ended?.time ?? '') : activityText(write, column)
}

/** Pads entry numbers, so that they compare as text. */
const entryKey = ({ begun }: ActivityWrite) => String(begun.entry).padStart(12, '0')

export function activityEntry(row: ActivityRow, column: ActivityColumnId): OrderedRow<ActivityRow> {
  const isText = column !== 'time' && column !== 'entry' && column !== 'ended'
  // The order of the record is the order of time, even if a clock was set back.
  const key = column === 'ended' ? (row.ended?.time ?? '') : entryKey(row)
  return { row, key: isText ? sortText(activityText(row, column)) : key, name: entryKey(row) }
}

/** By the column, then newest first. */
export const compareActivity =
  ({ descending }: RowSort<ActivityColumnId>) =>
  (a: OrderedRow<ActivityRow>, b: OrderedRow<ActivityRow>): number => {
    if (a.key !== b.key) return a.key < b.key === descending ? 1 : -1
    if (a.name === b.name) return 0
    return a.name < b.name ? 1 : -1
  }
