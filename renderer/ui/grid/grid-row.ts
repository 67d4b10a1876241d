import { h, type FunctionalComponent, type VNode } from 'vue'
import type { GridColumn } from './column-layout.ts'

interface GridRowProps {
  uid: string
  row: object
  index: number
  height: number
  columns: readonly GridColumn[]
  widths: readonly number[]
  /** The column of the tab stop, '' where it is in another row. */
  stopColumn: string
  lit: string
  cell: (cell: { row: object; column: string; width: number }) => VNode[]
}

const cellClass = (column: GridColumn, at: number): string =>
  `cell${at === 0 ? ' is-first' : ''}${column.isRight === true ? ' is-right' : ''}`

/** One row of a grid. It renders anew only when one of its properties is another one. */
export const GridRow: FunctionalComponent<GridRowProps> = (props) =>
  h(
    'div',
    {
      class: `row ${props.lit}`,
      role: 'row',
      'data-uid': props.uid,
      'aria-rowindex': props.index + 2,
      style: { top: `${props.index * props.height}px`, height: `${props.height}px` },
    },
    props.columns.map((column, at) =>
      h(
        'div',
        {
          key: column.id,
          class: cellClass(column, at),
          role: 'gridcell',
          'data-column': column.id,
          'aria-colindex': at + 1,
          tabindex: column.id === props.stopColumn ? 0 : -1,
        },
        props.cell({ row: props.row, column: column.id, width: props.widths[at] ?? 0 }),
      ),
    ),
  )
GridRow.props = ['uid', 'row', 'index', 'height', 'columns', 'widths', 'stopColumn', 'lit', 'cell']
GridRow.displayName = 'GridRow'
