/**
 * Interprets the scopes of files. Credenza writes kind and name. The console shows the name of a node in the tree of
 * account, cluster, departments and projects, or its path: `account/cluster/research/seg-3d`.
 */
import { cellAt, columnOf, type CellColumn } from '../table/column.ts'
import { eachInSlices, type Slices } from '../table/slices.ts'
import { placeOf, type Table } from '../table/table.ts'
import type { CellEquality } from './equal-cells.ts'

/** The scope of a row. `kind` is `null` if the text doesn't say; `names` are all names it may have. */
interface ScopeMeaning {
  kind: 'account' | 'cluster' | 'department' | 'project' | null
  names: string[]
}

const told = /^(Department|Project): (.+)$/s
const step = /\s*[/>›]\s*/
const kindsBehindCluster = ['cluster', 'department', 'project'] as const

/** Interprets a row's scope, from its text, the row's cluster and its scope id. */
function meaningOf(text: string, cluster: string, id: string): ScopeMeaning {
  if (text === 'Account') return { kind: 'account', names: [] }
  if (text === 'Cluster') return { kind: 'cluster', names: cluster === '' ? [] : [cluster] }
  const found = told.exec(text)
  if (found !== null) {
    const names = [found[2] ?? '', id].filter((name) => name !== '')
    return { kind: found[1] === 'Project' ? 'project' : 'department', names }
  }
  const way = text.split(step).filter((name) => name !== '')
  const at = cluster === '' ? -1 : way.indexOf(cluster)
  const name = way.at(-1) ?? ''
  // A lone cluster name could also be a project's name.
  const kind = at < 0 || way.length === 1 ? null : (kindsBehindCluster[way.length - 1 - at] ?? null)
  return { kind, names: [...new Set([name, text.trim()])].filter((own) => own !== '') }
}

function isSameMeaning(one: ScopeMeaning, other: ScopeMeaning): boolean {
  const isKindOpen = one.kind === null || other.kind === null
  if (!isKindOpen && one.kind !== other.kind) return false
  if (!isKindOpen && (one.kind === 'account' || one.kind === 'cluster')) return true
  return one.names.some((name) => other.names.includes(name))
}

const hasIds = ({ columns }: Table): boolean => placeOf(columns, 'scopeId') >= 0

/** Interprets the scopes of a table. Ids are used only if the other table has none, because its names may be ids. */
function meaningIn({ columns, cells }: Table, other: Table): (row: number) => ScopeMeaning {
  const [scopes, clusters] = [cells[placeOf(columns, 'scope')], cells[placeOf(columns, 'cluster')]]
  const ids = hasIds(other) ? undefined : cells[placeOf(columns, 'scopeId')]
  const text = (column: CellColumn | undefined, row: number) => (column ? cellAt(column, row) : '')
  return (row) => meaningOf(text(scopes, row), text(clusters, row), text(ids, row))
}

/** Also treats scopes as equal if they mean the same in different words. */
export function orSameScope(isEqual: CellEquality, before: Table, after: Table): CellEquality {
  const [ours, theirs] = [meaningIn(before, after), meaningIn(after, before)]
  return (beforeRow, afterRow) =>
    isEqual(beforeRow, afterRow) || isSameMeaning(ours(beforeRow), theirs(afterRow))
}

const scopesOf = ({ columns, cells }: Table): CellColumn | undefined => cells[placeOf(columns, 'scope')]

/** The texts of a column, each at least once. */
const textsOf = (column: CellColumn): readonly string[] =>
  column.kind === 'coded'
    ? column.values
    : column.kind === 'plain'
      ? column.cells
      : [...column.cells.values()]

/** Whether all scopes of a column are in Credenza's words. */
async function areAllTold(column: CellColumn, slices: Slices): Promise<boolean> {
  const texts = textsOf(column)
  let areTold = true
  await eachInSlices(texts.length, slices, (at) => {
    const text = texts[at] ?? ''
    if (text !== '' && text !== 'Account' && text !== 'Cluster' && !told.test(text)) areTold = false
  })
  return areTold
}

/**
 * The scopes used to match rows of two tables. If one table doesn't say the kinds, only names are used, and rows that
 * differ only by kind have the same key. If only one has the ids of departments, the other may name departments by id.
 */
export async function scopeKeys(
  before: Table,
  after: Table,
  slices: Slices,
): Promise<(table: Table) => CellColumn | undefined> {
  const [ours, theirs] = [scopesOf(before), scopesOf(after)]
  if (ours === undefined || theirs === undefined) return scopesOf
  const areTold = (await areAllTold(ours, slices)) && (await areAllTold(theirs, slices))
  if (areTold && hasIds(before) === hasIds(after)) return scopesOf
  const keys = new Map([
    [before, await keysOf(before, after, areTold, slices)],
    [after, await keysOf(after, before, areTold, slices)],
  ])
  return (table) => keys.get(table)
}

async function keysOf(table: Table, other: Table, hasKinds: boolean, slices: Slices): Promise<CellColumn> {
  const meaning = meaningIn(table, other)
  const others = scopesOf(other)
  const known = new Set(others === undefined || hasIds(other) ? [] : textsOf(others))
  const keys: string[] = []
  await eachInSlices(table.rowCount, slices, (row) => {
    const { kind, names } = meaning(row)
    const id = names.find((name) => known.has(`Department: ${name}`)) ?? names[0] ?? kind ?? ''
    keys.push(hasKinds ? `${kind ?? ''} ${id}` : id)
  })
  return columnOf(keys)
}
