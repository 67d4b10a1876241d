import type { FunctionalComponent, VNode } from 'vue'
import { h } from '../element.ts'
import { boxColumn, type GridColumn } from './column-layout.ts'

interface RowCellsProps {
  /** The content of the cells: the row, or the previous one while it is loading. */
  row: object
  columns: readonly GridColumn[]
  widths: readonly number[]
  /** The number of pinned columns. */
  kept: number
  /** The column of the tab stop. '' if it is in another row. */
  stopColumn: string
  /** Whether the row is selected. `null` if rows can't be. */
  isTicked: boolean | null
  /** The label of the row's checkbox. */
  name: string
  cell: (cell: { row: object; column: string; width: number }) => VNode | null
}

interface GridRowProps extends RowCellsProps {
  uid: string
  isWaiting: boolean
  index: number
  height: number
  /** Its position in the element of all rows, in pixels. */
  top: number
  lit: string
  /** The panel next to the table shows this row. */
  isCurrent: boolean
}

const cellClass = (column: GridColumn, at: number, kept: number): string =>
  `cell${at === 0 ? ' is-first' : ''}${at < kept ? ' is-kept' : ''}${at === kept - 1 ? ' is-last-kept' : ''}` +
  (column.isRight === true ? ' is-right' : '')

/** The cell with the row's checkbox. The cell itself has the focus and handles the click. */
const boxCell = ({ isTicked, name, stopColumn }: RowCellsProps): VNode =>
  h(
    'div',
    {
      key: boxColumn,
      class: 'cell is-box',
      role: 'gridcell',
      'data-column': boxColumn,
      'aria-colindex': 1,
      tabindex: stopColumn === boxColumn ? 0 : -1,
    },
    h('span', {
      class: 'tick-box',
      role: 'checkbox',
      'aria-checked': isTicked === true,
      'aria-label': `Select ${name}`,
    }),
  )

/** The cells of a row as a separate component, so that a row that only moves doesn't render them again. */
const RowCells: FunctionalComponent<RowCellsProps> = (props) => {
  const boxes = props.isTicked === null ? 0 : 1
  const cells = props.columns.map((column, at) =>
    h(
      'div',
      {
        key: column.id,
        class: cellClass(column, at, props.kept),
        style: at < props.kept ? { left: `var(--left-${at})` } : undefined,
        role: 'gridcell',
        'data-column': column.id,
        'aria-colindex': at + 1 + boxes,
        tabindex: column.id === props.stopColumn ? 0 : -1,
      },
      [props.cell({ row: props.row, column: column.id, width: props.widths[at] ?? 0 })],
    ),
  )
  return boxes === 0 ? cells : [boxCell(props), ...cells]
}
const cellsProps = ['row', 'columns', 'widths', 'kept', 'stopColumn', 'isTicked', 'name', 'cell'] as const
RowCells.props = [...cellsProps]
RowCells.displayName = 'RowCells'

const litMilliseconds = 900

/**
 * The highlight class of a row that changed at a time, in milliseconds since 1970. There are two names for one
 * animation, so that it restarts when a row changes twice.
 */
export function litClass(at: number): string {
  if (at === 0 || Date.now() - at > litMilliseconds) return ''
  return at % 2 === 0 ? 'is-lit-once' : 'is-lit-again'
}

/** One row of a grid. It only renders again when one of its props changes. */
export const GridRow: FunctionalComponent<GridRowProps> = (props) => {
  const { row, columns, widths, kept, stopColumn, isTicked, name, cell } = props
  return h(
    'div',
    {
      class: `row ${props.lit}${props.isWaiting ? ' is-waiting' : ''}${props.isCurrent ? ' is-marked' : ''}`,
      role: 'row',
      'data-uid': props.uid,
      'aria-rowindex': props.index + 2,
      'aria-busy': props.isWaiting || undefined,
      'aria-selected': isTicked ?? undefined,
      'aria-current': props.isCurrent || undefined,
      style: { top: `${props.top}px`, height: `${props.height}px` },
    },
    h(RowCells, { row, columns, widths, kept, stopColumn, isTicked, name, cell }),
  )
}
GridRow.props = [...cellsProps, 'uid', 'isWaiting', 'index', 'height', 'top', 'lit', 'isCurrent']
GridRow.displayName = 'GridRow'
