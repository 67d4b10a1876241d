/**
 * What a scope means that stands in a file. Credenza writes the kind and the name. The console shows the name of a
 * place in the tree of account, cluster, departments and projects, or the way to it: `account/cluster/research/seg-3d`.
 */
import { cellAt, columnOf, type CellColumn } from '../table/column.ts'
import { eachInSlices, type Slices } from '../table/slices.ts'
import { placeOf, type Table } from '../table/table.ts'
import type { CellEquality } from './equal-cells.ts'

/** A scope of a row. `kind` is `null` where the text does not tell it; `names` are all that it may be called. */
interface ScopeMeaning {
  kind: 'account' | 'cluster' | 'department' | 'project' | null
  names: string[]
}

const told = /^(Department|Project): (.+)$/s
const step = /\s*[/>›]\s*/
const kindsBehindCluster = ['cluster', 'department', 'project'] as const

/** What a row's scope means, by its text, the row's cluster and what its column of scope ids says. */
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
  // The name of a cluster alone may be that of a project too.
  const kind = at < 0 || way.length === 1 ? null : (kindsBehindCluster[way.length - 1 - at] ?? null)
  return { kind, names: [...new Set([name, text.trim()])].filter((own) => own !== '') }
}

function isSameMeaning(one: ScopeMeaning, other: ScopeMeaning): boolean {
  const isKindOpen = one.kind === null || other.kind === null
  if (!isKindOpen && one.kind !== other.kind) return false
  if (!isKindOpen && (one.kind === 'account' || one.kind === 'cluster')) return true
  return one.names.some((name) => other.names.includes(name))
}

function meaningIn({ columns, cells }: Table): (row: number) => ScopeMeaning {
  const [scopes, clusters] = [cells[placeOf(columns, 'scope')], cells[placeOf(columns, 'cluster')]]
  const ids = cells[columns.findIndex(({ title }) => title === 'Scope ID')]
  const text = (column: CellColumn | undefined, row: number) => (column ? cellAt(column, row) : '')
  return (row) => meaningOf(text(scopes, row), text(clusters, row), text(ids, row))
}

/** Takes scopes for equal that mean the same in other words. */
export function orSameScope(isEqual: CellEquality, before: Table, after: Table): CellEquality {
  const [ours, theirs] = [meaningIn(before), meaningIn(after)]
  return (beforeRow, afterRow) =>
    isEqual(beforeRow, afterRow) || isSameMeaning(ours(beforeRow), theirs(afterRow))
}

/** Whether all scopes of a table are in Credenza's words. */
async function areAllTold(cells: CellColumn, slices: Slices): Promise<boolean> {
  const texts =
    cells.kind === 'coded' ? cells.values : cells.kind === 'plain' ? cells.cells : [...cells.cells.values()]
  let areTold = true
  await eachInSlices(texts.length, slices, (at) => {
    const text = texts[at] ?? ''
    if (text !== '' && text !== 'Account' && text !== 'Cluster' && !told.test(text)) areTold = false
  })
  return areTold
}

/**
 * The scopes by which rows of two tables are matched: those of their columns, or where one of them tells no kinds, the
 * names alone. Rows that differ by the kind alone have the same key then.
 */
export async function scopeKeys(
  before: Table,
  after: Table,
  slices: Slices,
): Promise<(table: Table) => CellColumn | undefined> {
  const own = (table: Table) => table.cells[placeOf(table.columns, 'scope')]
  for (const table of [before, after]) {
    const cells = own(table)
    if (cells === undefined || (await areAllTold(cells, slices))) continue
    const names = new Map([
      [before, await namesOf(before, slices)],
      [after, await namesOf(after, slices)],
    ])
    return (which) => names.get(which)
  }
  return own
}

async function namesOf(table: Table, slices: Slices): Promise<CellColumn> {
  const meaning = meaningIn(table)
  const names: string[] = []
  await eachInSlices(table.rowCount, slices, (row) => {
    const { kind, names: own } = meaning(row)
    names.push(own[0] ?? kind ?? '')
  })
  return columnOf(names)
}
