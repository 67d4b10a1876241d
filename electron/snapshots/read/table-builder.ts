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
import { longestWord, mostClusters, mostColumns } from './bounds.ts'
import type { CutRows } from './cut-rows.ts'
import type { CsvForm } from './find-form.ts'
import { widthOf } from './find-titles.ts'
import { readName } from './made-at.ts'
import { readTitles, withoutTitles, type ReadTitles } from './read-titles.ts'
import { createRowsOfFile, type OwnRows } from './rows-of-file.ts'
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

/** How much is looked at for characters that take two bytes each. */
const sampledUnits = 8 * 1024 * 1024
/** Cells that are taken in before the clock is looked at. */
const cellsPerLook = 256 * 1024
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
  if (word === undefined) return unescape
  return (raw) => (raw.length > longestWord ? unescape(raw) : word(unescape(raw)))
}

/** Grows a table by the rows of a file, among which are the titles. */
export function createTableBuilder({
  form,
  file,
  bytes,
}: {
  form: CsvForm
  file: SnapshotFile
  bytes: number
}) {
  const ofFile = createRowsOfFile(form)
  let titles: ReadTitles | null = null
  let builders: ColumnBuilder[] = []
  let rowCount = 0
  const unequal = createUnequalRows()
  const measured = { units: 0, isWide: false }

  function begin(row: readonly string[], line: number): number {
    const columns = widthOf(row)
    if (columns > mostColumns)
      throw failed('csv-too-wide', { file: file.name, line, columns, most: mostColumns })
    titles = form.titlesAt === 0 ? withoutTitles(columns) : readTitles(row.slice(0, Math.max(1, columns)))
    // A cell has some ten characters.
    const likely = Math.min(1e7, Math.ceil(bytes / (titles.columns.length * 12)))
    builders = titles.columns.map(({ id }) => createColumnBuilder(cellReader(id, withoutEscape), likely))
    return builders.length
  }

  /** Takes rows in, a few at a time where they are wide. Columns that none of them reaches are left out. */
  async function grow({ rows }: OwnRows, slices: Slices): Promise<void> {
    const step = Math.max(1, Math.floor(cellsPerLook / builders.length))
    for (let from = 0; from < rows.length; from += step) {
      const some = step >= rows.length ? rows : rows.slice(from, from + step)
      let widest = 0
      for (const { length } of some) if (length > widest) widest = length
      const reached = Math.min(widest, builders.length)
      for (let place = 0; place < reached; place += 1) builders[place]?.add(some, place, rowCount)
      rowCount += some.length
      if (slices.isUp()) await slices.next()
    }
  }

  return {
    hasTitles: () => titles !== null,
    rowCount: () => rowCount,
    /** The line of the titles; 0 where there are none. */
    titlesAt: ofFile.titlesAt,
    measure: () => {
      const texts = builders.filter((builder) => builder.isPlain()).length
      return {
        ...measured,
        rows: rowCount,
        texts: texts * rowCount,
        numbers: (builders.length - texts) * rowCount,
      }
    },
    /** Takes in rows, and the text that they were cut from. Fails with `csv-too-wide`. */
    async add(cut: CutRows, text: string, slices: Slices): Promise<void> {
      if (!measured.isWide && measured.units < sampledUnits) measured.isWide = /[^\0-\xff]/.test(text)
      measured.units += text.length
      const own = ofFile.take(cut, begin)
      unequal.look(own, builders.length, rowCount)
      await grow(own, slices)
    },
    finish: (changedAt: Date, slices: Slices): Promise<Built> => {
      const { columns, maker, remarks } = titles ?? withoutTitles(1)
      const further = unequal.finish(columns)
      return settle({
        columns: [...columns, ...further.columns],
        cells: [...builders.map((builder) => builder.finish()), ...further.cells],
        rowCount,
        maker,
        remarks: [...ofFile.remarks(), ...remarks, ...further.remarks],
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
