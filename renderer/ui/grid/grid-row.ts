import { h, type FunctionalComponent, type VNode } from 'vue'
import { boxColumn, type GridColumn } from './column-layout.ts'

interface GridRowProps {
  uid: string
  /** What its cells hold: the row, or another one while it is on its way. */
  row: object
  isWaiting: boolean
  index: number
  height: number
  /** Its place on the element of all rows, in pixels. */
  top: number
  columns: readonly GridColumn[]
  widths: readonly number[]
  /** The column of the tab stop, '' where it is in another row. */
  stopColumn: string
  lit: string
  /** Whether the row is ticked; `null` where rows can't be. */
  isTicked: boolean | null
  /** What the row's box is called. */
  name: string
  cell: (cell: { row: object; column: string; width: number }) => VNode | null
}

const cellClass = (column: GridColumn, at: number): string =>
  `cell${at === 0 ? ' is-first' : ''}${column.isRight === true ? ' is-right' : ''}`

/** The cell with the row's box. It is the cell that has the focus and takes the click. */
const boxCell = ({ isTicked, name, stopColumn }: GridRowProps): VNode =>
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

/** One row of a grid. It renders anew only when one of its properties is another one. */
export const GridRow: FunctionalComponent<GridRowProps> = (props) => {
  const boxes = props.isTicked === null ? 0 : 1
  const cells = props.columns.map((column, at) =>
    h(
      'div',
      {
        key: column.id,
        class: cellClass(column, at),
        role: 'gridcell',
        'data-column': column.id,
        'aria-colindex': at + 1 + boxes,
        tabindex: column.id === props.stopColumn ? 0 : -1,
      },
      [props.cell({ row: props.row, column: column.id, width: props.widths[at] ?? 0 })],
    ),
  )
  return h(
    'div',
    {
      class: `row ${props.lit}${props.isWaiting ? ' is-waiting' : ''}`,
      role: 'row',
      'data-uid': props.uid,
      'aria-rowindex': props.index + 2,
      'aria-busy': props.isWaiting || undefined,
      'aria-selected': props.isTicked ?? undefined,
      style: { top: `${props.top}px`, height: `${props.height}px` },
    },
    boxes === 0 ? cells : [boxCell(props), ...cells],
  )
}
GridRow.props = [
  'uid',
  'row',
  'isWaiting',
  'index',
  'height',
  'top',
  'columns',
  'widths',
  'stopColumn',
  'lit',
  'isTicked',
  'name',
  'cell',
]
GridRow.displayName = 'GridRow'
