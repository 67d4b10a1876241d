import { historyGroupings, type HistoryPoint, type Snapshot } from '../../../shared/snapshot.ts'
import { cellAt } from '../table/column.ts'
import { eachInSlices, type Slices } from '../table/slices.ts'
import { placeOf, type Table } from '../table/table.ts'
import { takeRows } from '../table/take-rows.ts'
import type { FilePart } from './series-cache.ts'

/** The rows of each cluster; all rows if no column has the cluster. */
export async function tablesByCluster(
  table: Table,
  { clusters, clusterCount }: Snapshot,
  slices: Slices,
): Promise<Map<string, Table>> {
  if (clusterCount <= 1) return new Map([[clusters[0] ?? '', table]])
  const column = table.cells[placeOf(table.columns, 'cluster')]
  const rows = new Map<string, number[]>()
  await eachInSlices(table.rowCount, slices, (row) => {
    const name = column === undefined ? '' : cellAt(column, row)
    const own = rows.get(name)
    if (own === undefined) rows.set(name, [row])
    else own.push(row)
  })
  return new Map([...rows].map(([name, own]) => [name, takeRows(table, Int32Array.from(own))]))
}

/** What a series keeps about a file's tables. */
export async function cluesOf(tables: ReadonlyMap<string, Table>, slices: Slices): Promise<FilePart[]> {
  const parts: FilePart[] = []
  for (const [cluster, table] of tables)
    parts.push({ cluster, rows: table.rowCount, by: await countsOf(table, slices) })
  return parts
}

async function countsOf(table: Table, slices: Slices): Promise<HistoryPoint['by']> {
  const by: HistoryPoint['by'] = {}
  for (const id of historyGroupings) {
    const column = table.cells[placeOf(table.columns, id)]
    if (column === undefined) continue
    const counts = new Map<string, number>()
    await eachInSlices(table.rowCount, slices, (row) => {
      const value = cellAt(column, row)
      counts.set(value, (counts.get(value) ?? 0) + 1)
    })
    by[id] = Array.from(counts, ([value, count]) => ({ value, count }))
  }
  return by
}
