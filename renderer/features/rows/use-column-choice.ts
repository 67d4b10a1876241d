import { computed, toValue, type ComputedRef, type MaybeRefOrGetter } from 'vue'
import type { TableId } from '../../../shared/contract/settings.ts'
import { useTableLayouts } from '../../state/table-layouts/table-layouts.store.ts'
import type { GridColumn } from '../../ui/grid/column-layout.ts'

/** A table whose columns a person can choose. `usual` defaults to all. */
export interface ChosenTable<C extends string> {
  table: TableId
  columns: readonly GridColumn<C>[]
  usual?: readonly C[]
}

/** Which of its columns a table shows, and in which order. */
export function useColumnChoice<C extends string>(
  chosen: MaybeRefOrGetter<ChosenTable<C>>,
): {
  shown: ComputedRef<readonly GridColumn<C>[]>
  usual: ComputedRef<readonly C[]>
  /** `null`: the default ones. */
  setColumns: (next: readonly C[] | null) => void
} {
  const layouts = useTableLayouts()
  const columns = computed(() => toValue(chosen).columns)
  const ids = computed(() => columns.value.map(({ id }) => id))
  const usual = computed(() => toValue(chosen).usual ?? ids.value)
  return {
    shown: computed(() =>
      layouts
        .columnsOf(toValue(chosen).table, ids.value, usual.value)
        .flatMap((name) => columns.value.find(({ id }) => id === name) ?? []),
    ),
    usual,
    setColumns: (next) => layouts.setColumns(toValue(chosen).table, usual.value, next),
  }
}
