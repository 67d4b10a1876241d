import { columns as ownColumns, type ColumnId } from '../../../shared/columns.ts'
import { failed } from '../../../shared/failure.ts'
import type { SnapshotFile, SnapshotMaker, SnapshotRemark, TableColumn } from '../../../shared/snapshot.ts'
import {
  columnOf,
  createColumnBuilder,
  type CellColumn,
  type ColumnBuilder,
  type ReadCell,
} from '../table/column.ts'
import { withoutEscape } from '../table/csv-text.ts'
import type { CutRows } from './cut-rows.ts'
import type { CsvForm } from './find-form.ts'
import { readName } from './made-at.ts'
import { readTitles, type ReadTitles } from './read-titles.ts'
import { wordReaders } from '../table/read-words.ts'
import { settleTimes } from './settle-times.ts'
import { createSlices, type Slices } from '../table/slices.ts'
import {
  ageColumn,
  agesOf,
  ageTableColumn,
  createTable,
  lacksAge,
  placeOf,
  type Table,
} from '../table/table.ts'
import { createUnequalRows } from './unequal-rows.ts'

/** More columns than that no table has; the contract's places end there. */
export const mostColumns = 9_990
const mostClusters = 10
/** How much is looked at for characters that take two bytes each. */
const sampledUnits = 8 * 1024 * 1024
const timeColumns: readonly ColumnId[] = ['createdAt', 'rotatedAt']

export interface Built {
  table: Table
  maker: SnapshotMaker
  remarks: SnapshotRemark[]
  madeAt: string
  madeAtFrom: 'name' | 'file'
  clusters: string[]
  clusterCount: number
}

export type TableBuilder = ReturnType<typeof createTableBuilder>

/** How a cell of a column is read; times wait until the whole column is there. */
export function cellReader(id: ColumnId | null, unescape: ReadCell): ReadCell {
  const word = id === null ? undefined : wordReaders[id]
  return word === undefined ? unescape : (raw) => word(unescape(raw))
}

/** Grows a table by the rows of a file, of which the first are the titles. */
export function createTableBuilder({
  form,
  file,
  bytes,
}: {
  form: CsvForm
  file: SnapshotFile
  bytes: number
}) {
  let titles: ReadTitles | null = null
  let builders: ColumnBuilder[] = []
  let rowCount = 0
  const unequal = createUnequalRows(form)
  let unclosedAt: number | null = null
  const measured = { units: 0, isWide: false }

  function begin(row: readonly string[]): void {
    if (row.length > mostColumns) throw failed('csv-not-text', { file: file.name })
    titles = readTitles(row)
    // A cell has some ten characters.
    const likely = Math.min(1e7, Math.ceil(bytes / (titles.columns.length * 12)))
    builders = titles.columns.map(({ id }) => createColumnBuilder(cellReader(id, withoutEscape), likely))
  }

  return {
    hasTitles: () => titles !== null,
    rowCount: () => rowCount,
    measure: () => {
      const texts = builders.filter((builder) => builder.isPlain()).length
      return {
        ...measured,
        rows: rowCount,
        texts: texts * rowCount,
        numbers: (builders.length - texts) * rowCount,
      }
    },
    add({ rows, line, unclosed }: CutRows, text: string): void {
      if (!measured.isWide && measured.units < sampledUnits) measured.isWide = /[^\0-\xff]/.test(text)
      measured.units += text.length
      unclosedAt ??= unclosed
      const isBlank = (row: readonly string[]) => row.length === 1 && row[0]?.trim() === ''
      let from = 0
      if (titles === null) {
        from = rows.findIndex((row) => !isBlank(row))
        if (from < 0) return
        begin(rows[from] ?? [])
        from += 1
      }
      const width = builders.length
      // In a table of one column a blank line is a row whose cell is empty.
      const isRow = width === 1 ? () => true : (row: readonly string[]) => !isBlank(row)
      const own = from === 0 && rows.every(isRow) ? rows : rows.slice(from).filter(isRow)
      unequal.look({ rows, own, line, width, firstRow: rowCount })
      builders.forEach((builder, place) => builder.add(own, place))
      rowCount += own.length
    },
    finish: (changedAt: Date, slices: Slices): Promise<Built> => {
      const { columns, maker, remarks } = titles ?? readTitles([''])
      const further = unequal.finish(columns, mostColumns - builders.length)
      const all = [...remarks, ...further.remarks]
      if (unclosedAt !== null) all.push({ code: 'quote-unclosed', line: unclosedAt })
      return settle({
        columns: [...columns, ...further.columns],
        cells: [...builders.map((builder) => builder.finish()), ...further.cells],
        rowCount,
        maker,
        remarks: all,
        form,
        file,
        changedAt,
        slices,
      })
    },
  }
}

interface ToSettle {
  columns: TableColumn[]
  cells: CellColumn[]
  rowCount: number
  maker: SnapshotMaker
  remarks: SnapshotRemark[]
  form: CsvForm
  file: SnapshotFile
  changedAt: Date
  slices: Slices
}

/** Reads the times once all of them are there, and adds what follows from them. */
async function settle(all: ToSettle): Promise<Built> {
  const { columns, cells, rowCount, slices } = all
  const told = readName(all.file.name)
  const remarks = [...all.remarks, ...(await settleAllTimes(columns, cells, all.form, slices))]
  const madeAt = told.madeAt ?? `${all.changedAt.toISOString().slice(0, 19)}Z`
  const { clusters, clusterCount } = clustersOf(columns, cells, rowCount)
  const table = await tableOf({ columns, cells, rowCount, asOf: Date.parse(madeAt) }, slices)
  return {
    table,
    maker: all.maker,
    remarks,
    madeAt,
    madeAtFrom: told.madeAt === null ? 'file' : 'name',
    clusters: clusterCount === 0 && told.cluster !== '' ? [told.cluster] : clusters,
    clusterCount: clusterCount === 0 && told.cluster !== '' ? 1 : clusterCount,
  }
}

async function settleAllTimes(
  columns: readonly TableColumn[],
  cells: readonly CellColumn[],
  { delimiter }: Pick<CsvForm, 'delimiter'>,
  slices: Slices,
): Promise<SnapshotRemark[]> {
  const ambiguous = new Map<'day-first' | 'month-first', string[]>()
  for (const id of timeColumns) {
    const place = placeOf(columns, id)
    const column = cells[place]
    if (column === undefined) continue
    const { readAs } = await settleTimes(column, delimiter, slices)
    if (readAs !== null)
      ambiguous.set(readAs, [...(ambiguous.get(readAs) ?? []), columns[place]?.title ?? ''])
  }
  return [...ambiguous].map(([readAs, of]) => ({ code: 'dates-ambiguous', titles: of, readAs }))
}

function clustersOf(columns: readonly TableColumn[], cells: readonly CellColumn[], rowCount: number) {
  const column = cells[placeOf(columns, 'cluster')]
  const names = new Set<string>()
  if (column?.kind === 'coded') {
    for (const value of column.values) names.add(value)
  } else if (column !== undefined) {
    for (const value of column.kind === 'plain' ? column.cells : column.cells.values()) names.add(value)
  }
  names.delete('')
  if (rowCount === 0) names.clear()
  return { clusters: [...names].slice(0, mostClusters), clusterCount: names.size }
}

/** A table with its ages, where they can be told. */
async function tableOf(
  bare: { columns: TableColumn[]; cells: CellColumn[]; rowCount: number; asOf: number },
  slices: Slices,
): Promise<Table> {
  const ages = await agesOf(bare, slices)
  const hasAge = lacksAge(bare.columns)
  const table = createTable({
    ...bare,
    columns: hasAge ? [...bare.columns, ageTableColumn] : bare.columns,
    cells: hasAge ? [...bare.cells, ageColumn(ages)] : bare.cells,
    compared: null,
  })
  table.kept.ages = ages
  return table
}

/** A table of rows that are there already, with the texts that their CSV has. */
export async function tableOfRows(
  ids: readonly ColumnId[],
  rows: readonly (readonly string[])[],
  asOf: number,
): Promise<Table> {
  const columns = ids.map((id): TableColumn => {
    const { title, isDerived } = ownColumns[id]
    return { title, id, isDerived }
  })
  const cells = ids.map((id, place) =>
    columnOf(
      rows.map((row) => row[place] ?? ''),
      cellReader(id, (text) => text),
    ),
  )
  const slices = createSlices()
  await settleAllTimes(columns, cells, { delimiter: ',' }, slices)
  return tableOf({ columns, cells, rowCount: rows.length, asOf }, slices)
}
