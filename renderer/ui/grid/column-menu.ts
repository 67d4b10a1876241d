import type { MenuEntry } from '../menu-entry.ts'
import type { GridColumn } from './column-layout.ts'

/** The actions in a column header's menu. */
export type ColumnVerb =
  | 'ascending'
  | 'descending'
  | 'filter'
  | 'left'
  | 'right'
  | 'keep'
  | 'fit'
  | 'wider'
  | 'narrower'
  | 'usual'
  | 'hide'
  | 'columns'

const sortWords = {
  text: ['Sort A to Z', 'Sort Z to A'],
  time: ['Sort oldest first', 'Sort newest first'],
  number: ['Sort lowest first', 'Sort highest first'],
} as const

interface Place {
  column: GridColumn
  at: number
  count: number
  /** The number of pinned columns. */
  kept: number
  /** Whether its table can be sorted, can hide columns, and can choose columns. */
  can: { sort: boolean; arrange: boolean; choose: boolean }
  hasWidths: boolean
}

type Entry = MenuEntry & { id: ColumnVerb }

/** The menu of a column header. Actions with a shortcut show it. */
export function columnMenu({ column, at, count, kept, can, hasWidths }: Place): Entry[] {
  const [up, down] = sortWords[column.sorts ?? 'text']
  const isFirst = at === 0
  const sort: Entry[] = [
    { id: 'ascending', icon: 'sortup', label: up, isApart: true },
    { id: 'descending', icon: 'sortdown', label: down },
  ]
  const filter: Entry[] = [
    { id: 'filter', icon: 'filter', label: `Filter by ${column.title}…`, isApart: true },
  ]
  const isLast = at === count - 1
  const place: Entry[] = [
    { id: 'left', icon: 'left', label: 'Move left', keys: 'Alt ←', isDisabled: at < 2, isApart: true },
    { id: 'right', icon: 'right', label: 'Move right', keys: 'Alt →', isDisabled: isFirst || isLast },
    { id: 'keep', icon: 'pinleft', label: 'Keep on the left', isChecked: at < kept, isDisabled: isFirst },
  ]
  const width: Entry[] = [
    { id: 'fit', icon: 'fit', label: 'Fit to content', isApart: true },
    { id: 'wider', icon: 'plus', label: 'Wider', keys: 'Shift →' },
    { id: 'narrower', icon: 'minus', label: 'Narrower', keys: 'Shift ←' },
    { id: 'usual', icon: 'change', label: 'Reset widths', isDisabled: !hasWidths },
  ]
  const hide: Entry[] = [
    { id: 'hide', icon: 'hide', label: 'Hide column', isDisabled: isFirst, isApart: true },
  ]
  const choose: Entry[] = [{ id: 'columns', icon: 'columns', label: 'Columns…' }]
  return [
    ...(can.sort ? sort : []),
    ...(column.filter === undefined ? [] : filter),
    ...(can.arrange ? place : []),
    ...width,
    ...(can.arrange && can.choose ? hide : []),
    ...(can.choose ? choose : []),
  ]
}
