import type { TableRow } from '../../../shared/snapshot.ts'
import { createHistories } from './answer-history.ts'
import { compareTables } from '../compare/compare-tables.ts'
import type { Call } from '../protocol/messages.ts'
import { readTable } from '../read/read-table.ts'
import { countedAges, columnFacets, showRow } from '../query/show-rows.ts'
import { createSlices, eachInSlices, type Slices } from '../table/slices.ts'
import { tableOfRows } from '../read/table-builder.ts'
import { createTables, type Opened } from './thread-tables.ts'
import { rowsOfIds } from './row-ids.ts'
import type { RunningCall } from './running-call.ts'
import { writtenPieces } from '../write/write-table.ts'

/** Slices of a call about a table, which end when the table is closed. */
const slicesOf = ({ closed }: Opened, signal: AbortSignal): Slices =>
  createSlices(AbortSignal.any([signal, closed.signal]))

/** Answers the thread's calls. `limit`: bytes of memory it may use; `read` reads each file. */
export function createCallAnswerer({ limit, read = readTable }: { limit: number; read?: typeof readTable }) {
  const tables = createTables()
  const histories = createHistories({ tables, limit, read })

  async function open(call: Call & { call: 'open' }, { signal, tellProgress }: RunningCall) {
    const { file, path, as, evenIfLarge } = call
    const outcome = await read({ file, path, as, evenIfLarge, limit, signal, onProgress: tellProgress })
    if (outcome.kind === 'large') return outcome
    signal.throwIfAborted()
    tables.set(call.table, outcome.table)
    return { kind: 'opened', snapshot: outcome.snapshot }
  }

  async function compare({ table, before, after }: Call & { call: 'compare' }, slices: Slices) {
    const compared = await compareTables(
      { table: tables.find(before.table).table, side: before.side },
      { table: tables.find(after.table).table, side: after.side },
      slices,
    )
    await tables.renew(table, compared.table, slices)
    return compared.comparison
  }

  async function rows(
    { table, version, from, count }: Call & { call: 'rows' },
    { signal }: RunningCall,
  ): Promise<TableRow[]> {
    const found = tables.find(table)
    if (found.version !== version) return []
    const shown = await shownRows(found, tables.selected(found).subarray(from, from + count), signal)
    return found.version === version ? shown : []
  }

  /** Some rows by number. */
  async function shownRows(found: Opened, numbers: Int32Array, signal: AbortSignal): Promise<TableRow[]> {
    const { table, ids } = found
    const shown: TableRow[] = []
    const show = (row: number) => void shown.push(showRow(table, row, ids.of[row]))
    const slices = slicesOf(found, signal)
    await eachInSlices(numbers.length, slices, (at) => show(numbers[at] ?? 0), table.columns.length)
    return shown
  }

  /** The ids of the selected rows; empty if another version is selected. */
  function ids({ table, version, from, count }: Call & { call: 'ids' }): number[] {
    const found = tables.find(table)
    if (found.version !== version) return []
    return Array.from(tables.selected(found).subarray(from, from + count), (row) => found.ids.of[row] ?? 0)
  }

  return async (call: Call, running: RunningCall): Promise<unknown> => {
    const slices = createSlices(running.signal)
    switch (call.call) {
      case 'open':
        return open(call, running)
      case 'put':
        tables.set(call.table, await tableOfRows(call.columns, call.rows, Date.now(), slices))
        return null
      case 'select':
        return tables.select(call.table, call.selection)
      case 'rows':
        return rows(call, running)
      case 'ids':
        return ids(call)
      case 'kept': {
        const found = tables.find(call.table)
        return Array.from(rowsOfIds(found.ids, call.ids), (row) => found.ids.of[row] ?? 0)
      }
      case 'named': {
        const found = tables.find(call.table)
        return shownRows(found, rowsOfIds(found.ids, call.ids), running.signal)
      }
      case 'facets': {
        const found = tables.find(call.table)
        return columnFacets(found.table, call.column, slicesOf(found, running.signal))
      }
      case 'ages': {
        const found = tables.find(call.table)
        return countedAges(found.table, call.selection, slicesOf(found, running.signal))
      }
      case 'close':
        tables.close(call.table)
        histories.close(call.table)
        return null
      case 'compare':
        return compare(call, slices)
      case 'write': {
        const { table, ids: known } = tables.find(call.table)
        const picked = call.ids === undefined ? undefined : rowsOfIds(known, call.ids)
        for await (const piece of writtenPieces(table, call.selection, call.as, running.signal, picked))
          await running.hand(piece)
        return null
      }
      case 'history':
        return histories.read(call, running)
      case 'events':
        return histories.events(call)
      case 'life':
        return histories.life(call)
    }
  }
}
