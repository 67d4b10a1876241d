import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TableSelection } from '../../../shared/contract/snapshots.ts'
import { failureOf, type Failure } from '../../../shared/failure.ts'
import { inFolder } from '../../base/testing/in-folder.ts'
import { cellAt } from '../table/column.ts'
import { readTable, type ReadOutcome, type ReadRequest } from '../read/read-table.ts'
import type { Table } from '../table/table.ts'

const usual = {
  evenIfLarge: false,
  limit: 2 * 1024 ** 3,
  onProgress: () => undefined,
}

/** Reads a file like the thread does. */
export function readPath(path: string, changes: Partial<ReadRequest> = {}): Promise<ReadOutcome> {
  const name = path.split('/').at(-1) ?? ''
  const { signal } = new AbortController()
  return readTable({ ...usual, file: { id: 'f', name, folder: '/' }, path, signal, ...changes })
}

/** Reads text or bytes as a file of that name. */
export function readText(
  content: string | Buffer,
  name = 'snapshot.csv',
  changes: Partial<ReadRequest> = {},
) {
  return inFolder(async (folder) => {
    const path = join(folder, name)
    await writeFile(path, content)
    const read = await readPath(path, changes)
    if (read.kind === 'large') throw new Error('was told to be large')
    return read
  })
}

/** The failure of a promise that is expected to fail. */
export async function failureFrom(of: Promise<unknown>): Promise<Failure> {
  try {
    await of
  } catch (error) {
    const failure = failureOf(error)
    if (failure !== null) return failure
    throw error
  }
  throw new Error('nothing failed')
}

/** The cells of a table by row, with or without derived columns. */
export function rowsOf(table: Table, which: 'own' | 'all' = 'own'): string[][] {
  const own = table.cells.filter((_, place) => which === 'all' || table.columns[place]?.isDerived === false)
  return Array.from({ length: table.rowCount }, (_, row) => own.map((column) => cellAt(column, row)))
}

export const titlesOf = (table: Table): string[] =>
  table.columns.filter(({ isDerived }) => !isDerived).map(({ title }) => title)

/** A selection of all rows and the first columns. */
export const selectionOf = (columns: number, changes: Partial<TableSelection> = {}): TableSelection => ({
  search: '',
  filters: [],
  changes: [],
  ages: [],
  ageLimits: { due: 90, overdue: 180 },
  sort: null,
  columns: Array.from({ length: columns }, (_, place) => place),
  ...changes,
})
