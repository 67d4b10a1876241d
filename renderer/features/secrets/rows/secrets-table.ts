import { computed, markRaw, ref, shallowRef, watch } from 'vue'
import { fold } from '../../../../shared/rows/row-selection.ts'
import type { GridColumn } from '../../../ui/grid/column-layout.ts'
import { createGridSelection } from '../../../ui/grid/grid-selection.ts'
import { createOrderedRows, keptPerRow, type RowChange } from '../../../ui/grid/ordered-rows.ts'
import {
  compareSecrets,
  secretEntry,
  secretSearchText,
  type SecretColumnId,
  type SecretSort,
} from './secret-columns.ts'
import type { SecretRow } from './secret-row.ts'

type Passes = (row: SecretRow) => boolean

interface Deps {
  columns: readonly GridColumn<SecretColumnId>[]
  all: () => Iterable<SecretRow>
  find: (uid: string) => SecretRow | undefined
  /** Returns what decides whether a row is shown, whatever is searched for; what it reads is watched. */
  filter?: () => Passes
}

/** A table of secrets: its search, its order, its selected rows, and the rows that follow. */
export function createSecretsTable({ columns, all, find, filter }: Deps) {
  const search = ref('')
  const sort = shallowRef<SecretSort>({ column: 'kubernetesName', descending: false })
  const isNarrowed = computed(() => search.value.trim() !== '')

  const ordered = createOrderedRows<SecretRow>()
  const selection = markRaw(
    createGridSelection<SecretRow>({
      shown: () => ordered.rows.value,
      find,
      isNarrowed: () => isNarrowed.value || filter !== undefined,
    }),
  )
  const textOf = keptPerRow((row: SecretRow) => secretSearchText(row, columns))
  const ordering = computed(() => {
    const words = fold(search.value).split(/\s+/).filter(Boolean)
    const { column } = sort.value
    const isShown = filter?.() ?? (() => true)
    return {
      passes: (row: SecretRow) => isShown(row) && words.every((word) => textOf(row).includes(word)),
      entry: (row: SecretRow) => secretEntry(row, column),
      compare: compareSecrets(sort.value),
    }
  })

  /** Orders all rows again. */
  const select = () => ordered.select(all(), ordering.value)
  watch(ordering, select, { immediate: true })

  /** Takes what changed; `null`: everything is gone. */
  function take(change: RowChange<SecretRow> | null): void {
    selection.take(change)
    if (change === null) ordered.clear()
    else ordered.apply(change)
  }

  function sortBy(column: SecretColumnId, descending?: boolean): void {
    const isSame = sort.value.column === column
    sort.value = { column, descending: descending ?? (isSame && !sort.value.descending) }
  }

  return { search, sort, isNarrowed, selection, rows: ordered.rows, select, take, sortBy }
}
