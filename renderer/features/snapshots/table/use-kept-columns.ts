import { watch } from 'vue'
import type { TableId } from '../../../../shared/contract/settings.ts'
import { useTableLayouts } from '../../../state/table-layouts/table-layouts.store.ts'
import { namesOfColumns } from './table-columns.ts'
import type { TableView } from './table-view.ts'

/**
 * Displays the columns that a person chose for such a table before, as far as this one has them, and stores a new
 * choice.
 */
export function useKeptColumns(view: TableView, table: TableId): void {
  const layouts = useTableLayouts()
  const names = namesOfColumns(view.columns)
  const namesOf = (places: readonly number[]) => places.map((place) => names[place] ?? '')
  const usual = namesOf(view.shownAtFirst)

  if (view.displayed.value === view.shownAtFirst) {
    const shown = layouts.columnsOf(table, names, usual)
    if (shown.join('\n') !== usual.join('\n')) view.setColumns(shown.map((name) => names.indexOf(name)))
  }
  watch(view.displayed, (displayed) =>
    layouts.setColumns(table, usual, displayed === view.shownAtFirst ? null : namesOf(displayed)),
  )
}
