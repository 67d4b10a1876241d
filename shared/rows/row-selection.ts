import { momentText } from '../age.ts'
import { columns, isTimeColumn, type ColumnId } from '../columns.ts'
import type { RowSelection } from '../contract/credentials.ts'
import type { Credential, Scope } from '../credential.ts'
import { ageSince, usualAgeLimits, type AgeBasis } from '../rotation.ts'
import { scopeKinds } from '../runai.ts'
import { fold, searchWords, sortText } from '../search-text.ts'
import { credentialFields, type CredentialFilterBasis } from './credential-filters.ts'
import { filtersTest } from './filters.ts'

const statusOrder = { issues: '0', none: '1', deleting: '2', creating: '3', ok: '4' }

/** Sorts by kind, then by name, then by id. */
export const scopeSortKey = ({ kind, id, name }: Scope): string =>
  `${scopeKinds.indexOf(kind)}${sortText(name)}${id === name ? '' : `\n${id}`}`

const latestTime = 8_640_000_000_000_000

/**
 * Sorts the youngest first, unknown ages before all. Based on the start of the age, so that the order is stable while
 * ages grow.
 */
const ageKey = (since: number): string =>
  Number.isNaN(since) ? '' : String(latestTime - since).padStart(17, '0')

/** A row's sort key in a column. It is compared by code unit, so that every machine has the same order. */
function sortKey(row: Credential, column: ColumnId): string {
  switch (column) {
    case 'status':
      return statusOrder[row.status.kind] + plainText(row, 'status')
    case 'scope':
      return scopeSortKey(row.scope)
    case 'createdAt':
      return row.createdAt
    case 'rotatedAt':
      return row.rotatedAt ?? ''
    case 'expiresAt':
      // Credentials without an expiry come last.
      return row.expiresAt ?? '~'
    case 'age':
      return ageKey(ageSince(row))
    case 'name':
    case 'type':
    case 'kubernetesName':
    case 'createdBy':
    case 'cluster':
    case 'registryUrl':
    case 'scopeId':
    case 'namespace':
    case 'origin':
    case 'description':
    case 'issues':
    case 'copies':
    case 'owner':
    case 'usage':
      return sortText(plainText(row, column))
  }
}

/** The text in a column that isn't derived and therefore needs no time. */
const plainText = (row: Credential, column: Exclude<ColumnId, 'age'>) => columns[column].text(row, noBasis)
const noBasis: AgeBasis = { asOf: 0, limits: usualAgeLimits }

/** A row with its sort keys: its key, then its name, then its uid, so that the order is total. */
export interface SortedRow<T = Credential> {
  row: T
  key: string
  name: string
}

export const sortedRow = (row: Credential, column: ColumnId): SortedRow => ({
  row,
  key: sortKey(row, column),
  name: column === 'name' ? '' : sortText(row.name),
})

type SortOrder = RowSelection['sort']

/** Compares two rows. `descending` reverses only the key, not the tie-breakers. */
export function compareSorted<T extends { uid: string }>(
  order: Pick<SortOrder, 'descending'>,
): (a: SortedRow<T>, b: SortedRow<T>) => number {
  const sign = order.descending ? -1 : 1
  return (a, b) => {
    if (a.key !== b.key) return a.key < b.key ? -sign : sign
    if (a.name !== b.name) return a.name < b.name ? -1 : 1
    if (a.row.uid === b.row.uid) return 0
    return a.row.uid < b.row.uid ? -1 : 1
  }
}

/** What ages and expiries depend on in a selection. */
export const selectionBasis = ({
  asOf,
  ageLimits,
  expiryDays,
}: Pick<RowSelection, 'asOf' | 'ageLimits' | 'expiryDays'>): CredentialFilterBasis => ({
  asOf,
  limits: ageLimits,
  expiryDays,
})

/**
 * Returns a test whether the search finds a row: every word must be in some of the searched columns. Rows are
 * immutable, so that `textOf` may cache their texts.
 */
export function searchTest<Row, B>(
  search: string,
  textOf: (row: Row, basis: B) => string,
): (row: Row, basis: B) => boolean {
  const words = searchWords(search)
  if (words.length === 0) return () => true
  return (row, basis) => {
    const text = textOf(row, basis)
    return words.every((word) => text.includes(word))
  }
}

/** Returns a test whether a row passes the filters and the search. */
export function rowFilter(
  selection: RowSelection,
  textOf = searchText(selection.searched),
): (row: Credential) => boolean {
  const basis = selectionBasis(selection)
  const passes = filtersTest(credentialFields, selection.filters)
  const isFound = searchTest(selection.search, textOf)
  return (row) => passes(row, basis) && isFound(row, basis)
}

/** The columns to search when `shown` are displayed, including text below a name. */
export const searchedColumns = (shown: readonly ColumnId[], hasDescription: boolean): ColumnId[] =>
  hasDescription && !shown.includes('description') ? [...shown, 'description'] : [...shown]

/**
 * The text that the search finds in a column. The table shows how long ago a time was, which changes while you look, so
 * that the search uses the date and time of its tooltip.
 */
function searchedText(row: Credential, id: ColumnId, basis: AgeBasis): string {
  return (isTimeColumn(id) && momentText(row[id] ?? '')) || columns[id].text(row, basis)
}

/**
 * Returns the folded text of a row's searched columns. Caches time-independent parts per row, so that callers should
 * keep the function while the columns don't change.
 */
export function searchText(searched: readonly ColumnId[]): (row: Credential, basis: AgeBasis) => string {
  const texts = new WeakMap<Credential, string>()
  const textOf = (row: Credential, ids: readonly ColumnId[], basis: AgeBasis) =>
    fold(ids.map((id) => searchedText(row, id, basis)).join('\n'))
  const kept = searched.filter((id) => !columns[id].isDerived)
  const derived = searched.filter((id) => columns[id].isDerived)
  return (row, basis) => {
    let text = texts.get(row)
    if (text === undefined) {
      text = textOf(row, kept, basis)
      texts.set(row, text)
    }
    return derived.length === 0 ? text : `${text}\n${textOf(row, derived, basis)}`
  }
}

/** The rows of a selection in its order. */
export const selectRows = (rows: Iterable<Credential>, selection: RowSelection): Credential[] =>
  sortedRows(rows, rowFilter(selection), selection.sort)

/** The rows with these uids, in this order. */
export const pickRows = (
  rows: Iterable<Credential>,
  uids: ReadonlySet<string>,
  sort: SortOrder,
): Credential[] => sortedRows(rows, ({ uid }) => uids.has(uid), sort)

function sortedRows(
  rows: Iterable<Credential>,
  passes: (row: Credential) => boolean,
  sort: SortOrder,
): Credential[] {
  const found: SortedRow[] = []
  for (const row of rows) if (passes(row)) found.push(sortedRow(row, sort.column))
  return found.sort(compareSorted(sort)).map((entry) => entry.row)
}
