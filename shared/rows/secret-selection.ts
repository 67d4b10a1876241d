import { momentText } from '../age.ts'
import type { SecretSelection } from '../contract/secrets.ts'
import type { SecretRow } from '../credential.ts'
import { isManagedByOthers } from '../managed-types.ts'
import { secretColumns, type SecretColumnId } from '../secret-columns.ts'
import { filtersTest } from './filters.ts'
import { fold, sortText } from '../search-text.ts'
import { compareSorted, scopeSortKey, searchTest, type SortedRow } from './row-selection.ts'
import { secretFields } from './secret-filters.ts'

/** The folded text of a secret for the search. */
export const secretSearchText = (row: SecretRow, searched: readonly SecretColumnId[]): string =>
  fold(
    searched
      .map((id) => (id === 'createdAt' && momentText(row.createdAt)) || secretColumns[id].text(row))
      .join('\n'),
  )

/** Returns a test whether a secret passes the filters and the search. `textOf` may cache the texts of rows. */
export function secretFilter(
  selection: Omit<SecretSelection, 'columns' | 'sort'>,
  textOf = (row: SecretRow) => secretSearchText(row, selection.searched),
): (row: SecretRow) => boolean {
  const { search, filters, withManaged } = selection
  const passes = filtersTest(secretFields, filters)
  const isFound = searchTest(search, textOf)
  return (row) =>
    (withManaged || !isManagedByOthers(row.secretType)) && passes(row, selection) && isFound(row, undefined)
}

function keyOf(row: SecretRow, column: SecretColumnId): string {
  if (column === 'createdAt') return row.createdAt
  if (column === 'scope') return row.scope === undefined ? '' : scopeSortKey(row.scope)
  return sortText(secretColumns[column].text(row))
}

/** A secret with its sort key, for `compareSorted`. */
export const sortedSecret = (row: SecretRow, column: SecretColumnId): SortedRow<SecretRow> => ({
  row,
  key: keyOf(row, column),
  name: sortText(row.kubernetesName),
})

/** The secrets of a selection, or those with these uids, in its order. */
export function selectSecrets(
  rows: Iterable<SecretRow>,
  selection: SecretSelection,
  uids: ReadonlySet<string> | null = null,
): SecretRow[] {
  const isTaken = uids === null ? secretFilter(selection) : ({ uid }: SecretRow) => uids.has(uid)
  const found: SortedRow<SecretRow>[] = []
  for (const row of rows) if (isTaken(row)) found.push(sortedSecret(row, selection.sort.column))
  return found.sort(compareSorted(selection.sort)).map((entry) => entry.row)
}
