import { computed } from 'vue'
import type { TableId } from '../../../../shared/contract/settings.ts'
import { useTableLayouts } from '../../../state/table-layouts/table-layouts.store.ts'
import type { GridColumn } from '../../../ui/grid/column-layout.ts'
import type { SecretColumnId } from './secret-columns.ts'

/** Which of its columns a table of secrets shows, and in which order. */
export function useSecretColumns(table: () => TableId, columns: () => readonly GridColumn<SecretColumnId>[]) {
  const layouts = useTableLayouts()
  const ids = computed(() => columns().map(({ id }) => id))
  const shown = computed(() =>
    layouts
      .columnsOf(table(), ids.value, ids.value)
      .flatMap((name) => columns().find(({ id }) => id === name) ?? []),
  )
  return {
    shown,
    /** `null`: the usual ones. */
    setColumns: (next: readonly SecretColumnId[] | null) => layouts.setColumns(table(), ids.value, next),
  }
}
