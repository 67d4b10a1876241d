import { computed, ref } from 'vue'
import { fold } from '../../../../shared/rows/row-selection.ts'
import type { GridColumn } from '../../../ui/grid/column-layout.ts'
import { keptPerRow } from '../../../ui/grid/ordered-rows.ts'
import { createRowTable } from '../../rows/row-table.ts'
import { compareSecrets, secretEntry, secretSearchText, type SecretColumnId } from './secret-columns.ts'
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
  const isNarrowed = computed(() => search.value.trim() !== '')
  const textOf = keptPerRow((row: SecretRow) => secretSearchText(row, columns))
  const table = createRowTable<SecretRow, SecretColumnId>({
    ...{ all, find },
    passes: () => {
      const words = fold(search.value).split(/\s+/).filter(Boolean)
      const isShown = filter?.() ?? (() => true)
      return (row) => isShown(row) && words.every((word) => textOf(row).includes(word))
    },
    isNarrowed: () => isNarrowed.value || filter !== undefined,
    sort: { column: 'kubernetesName', descending: false },
    entry: secretEntry,
    compare: compareSecrets,
  })
  return { search, isNarrowed, ...table }
}
