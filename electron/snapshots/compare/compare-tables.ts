import {
  changeKinds,
  unmatchedReasons,
  type ChangeKind,
  type ComparedColumn,
  type ComparedSide,
  type Comparison,
} from '../../../shared/snapshot.ts'
import type { ColumnId } from '../../../shared/columns.ts'
import { cellEquality, type CellEquality } from './equal-cells.ts'
import { matchRows, type MatchedRows } from './match-rows.ts'
import { mergeColumn, type RowOrigins } from './merge-column.ts'
import { partnersIn } from './partner-columns.ts'
import { orSameScope } from './scope-meaning.ts'
import type { CellColumn } from '../table/column.ts'
import { eachInSlices, type Slices } from '../table/slices.ts'
import { createTable, type Table } from '../table/table.ts'

interface ToCompare {
  table: Table
  side: ComparedSide
}

/** A column of the result, with its index in each table; -1 if the table doesn't have it. */
interface JoinedColumn {
  column: ComparedColumn
  before: number
  after: number
  isEqual: CellEquality | null
}

/**
 * Compares two tables. The result is a table with the later table's rows in their order, followed by the removed rows;
 * it references data of both tables.
 */
export async function compareTables(
  before: ToCompare,
  after: ToCompare,
  slices: Slices,
): Promise<{ table: Table; comparison: Comparison }> {
  const matched = await matchRows(before.table, after.table, slices)
  const joined = await joinColumns(before.table, after.table, slices)
  const origins = originsOf(before.table.rowCount, matched)
  const { changes, counts } = await changesOf(joined, matched, origins, slices)
  const comparison: Comparison = {
    before: { ...before.side, rows: before.table.rowCount },
    after: { ...after.side, rows: after.table.rowCount },
    columns: joined.map(({ column }) => column),
    counts,
    matchedBy: matched.matchedBy,
    isClusterMatched: matched.isClusterMatched,
    unmatched: matched.unmatched,
  }
  const cells = []
  for (const { before: own, after: other } of joined)
    cells.push(await mergeColumn(before.table.cells[own], after.table.cells[other], origins, slices))
  const madeAt = Date.parse(after.side.at)
  const table = createTable({
    columns: comparison.columns,
    cells,
    rowCount: origins.count,
    asOf: Number.isNaN(madeAt) ? after.table.asOf : madeAt,
    compared: {
      comparison,
      changes,
      afterCount: origins.afterCount,
      reasonOf: (row) => unmatchedReasons[reasonNumber(matched, origins, row) - 1] ?? null,
      beforeRows: origins.beforeRows,
      beforeCells: joined.map(({ before: own, isEqual }) =>
        isEqual === null ? null : (before.table.cells[own] ?? null),
      ),
      isSame: (place, row) => joined[place]?.isEqual?.(origins.beforeRows[row] ?? -1, row) ?? true,
    },
  })
  return { table, comparison }
}

/** The columns of both tables: those of the later one, then those only in the earlier one. */
async function joinColumns(before: Table, after: Table, slices: Slices): Promise<JoinedColumn[]> {
  const partnerOf = partnersIn(before.columns)
  const joined: JoinedColumn[] = []
  const equalityOf = async (id: ColumnId | null, cells: { before: CellColumn; after: CellColumn }) => {
    const isEqual = await cellEquality(id, cells, slices)
    return id === 'scope' ? orSameScope(isEqual, before, after) : isEqual
  }
  for (const [place, column] of after.columns.entries()) {
    const own = partnerOf(column)
    const [ours, theirs] = [before.cells[own], after.cells[place]]
    const isCompared = !column.isDerived && ours !== undefined && theirs !== undefined
    joined.push({
      column: { ...column, in: own >= 0 ? 'both' : 'after' },
      before: own,
      after: place,
      isEqual: isCompared ? await equalityOf(column.id, { before: ours, after: theirs }) : null,
    })
    if (slices.isUp()) await slices.next()
  }
  const found = new Set(joined.map(({ before: own }) => own))
  before.columns.forEach((column, place) => {
    if (!found.has(place))
      joined.push({ column: { ...column, in: 'before' }, before: place, after: -1, isEqual: null })
  })
  return joined
}

function originsOf(beforeCount: number, { beforeOf, isMatched }: MatchedRows): RowOrigins {
  const afterCount = beforeOf.length
  let gone = 0
  for (const is of isMatched) gone += 1 - is
  const beforeRows = new Int32Array(afterCount + gone)
  beforeRows.set(beforeOf)
  const goneAt = new Int32Array(beforeCount).fill(-1)
  let at = afterCount
  isMatched.forEach((is, row) => {
    if (is === 1) return
    beforeRows[at] = row
    goneAt[row] = at
    at += 1
  })
  return { count: at, afterCount, beforeRows, goneAt }
}

/** Why a row of the result couldn't be matched, numbered as in `MatchedRows`; 0 for no reason. */
const reasonNumber = (
  { reasons }: MatchedRows,
  { afterCount, beforeRows }: RowOrigins,
  row: number,
): number => (row < afterCount ? reasons.after[row] : reasons.before[beforeRows[row] ?? -1]) ?? 0

async function changesOf(
  joined: readonly JoinedColumn[],
  matched: MatchedRows,
  origins: RowOrigins,
  slices: Slices,
) {
  const { count, afterCount, beforeRows } = origins
  const changes = new Uint8Array(count)
  const equalities = joined.map(({ isEqual }) => isEqual).filter((isEqual) => isEqual !== null)
  const kindOf = (row: number): ChangeKind => {
    if (reasonNumber(matched, origins, row) > 0) return 'unmatched'
    if (row >= afterCount) return 'removed'
    const own = beforeRows[row] ?? -1
    if (own < 0) return 'added'
    return equalities.every((isEqual) => isEqual(own, row)) ? 'unchanged' : 'changed'
  }
  const numbers = new Map(changeKinds.map((kind, number) => [kind, number]))
  const counts: Comparison['counts'] = { added: 0, removed: 0, changed: 0, unchanged: 0, unmatched: 0 }
  await eachInSlices(
    count,
    slices,
    (row) => {
      const kind = kindOf(row)
      changes[row] = numbers.get(kind) ?? 0
      counts[kind] += 1
    },
    equalities.length,
  )
  return { changes, counts }
}
