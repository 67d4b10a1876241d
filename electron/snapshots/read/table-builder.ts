import { columns as ownColumns, timeColumns, type ColumnId } from '../../../shared/columns.ts'
import { failed } from '../../../shared/failure.ts'
import type {
  DateOrder,
  SnapshotContent,
  SnapshotFile,
  SnapshotMaker,
  SnapshotRemark,
  TableColumn,
} from '../../../shared/snapshot.ts'
import { createColumnBuilder, type CellColumn, type ColumnBuilder, type ReadCell } from '../table/column.ts'
import { withoutEscape } from '../../../shared/csv-text.ts'
import { longestWord, mostClusters, mostColumns } from './bounds.ts'
import type { CutRows } from './cut-rows.ts'
import type { CsvForm } from './find-form.ts'
import { widthOf } from './find-titles.ts'
import { readFileName } from './file-name.ts'
import { readTitles, withoutTitles, type ReadTitles } from './read-titles.ts'
import { createRowsOfFile, type OwnRows } from './rows-of-file.ts'
import { wordReaders } from '../table/read-words.ts'
import { settleTimes, type SettledColumn } from './settle-times.ts'
import { allInSlices, createSlices, rowsPerLook, type Slices } from '../table/slices.ts'
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

/** How much text is searched for characters that need two bytes, in UTF-16 code units. */
const sampledUnits = 8 * 1024 * 1024
/** Cells added between two checks of the clock. */
const cellsPerLook = 256 * 1024

interface Built {
  table: Table
  maker: SnapshotMaker
  holds: SnapshotContent
  remarks: SnapshotRemark[]
  madeAt: string
  madeAtFrom: 'name' | 'file'
  clusters: string[]
  clusterCount: number
}

export type TableBuilder = ReturnType<typeof createTableBuilder>

/** How to read a column's cells; times are read only when the column is complete. */
function cellReader(id: ColumnId | null, unescape: ReadCell): ReadCell {
  const word = id === null ? undefined : wordReaders[id]
  if (word === undefined) return unescape
  return (raw) => (raw.length > longestWord ? unescape(raw) : word(unescape(raw)))
}

/** Builds a table from the rows of a file, including its titles. */
export function createTableBuilder({
  form,
  file,
  bytes,
  dates = null,
}: {
  form: CsvForm
  file: SnapshotFile
  bytes: number
  dates?: DateOrder | null
}) {
  const ofFile = createRowsOfFile(form)
  let titles: ReadTitles | null = null
  let builders: ColumnBuilder[] = []
  let rowCount = 0
  const last = { line: 0, isShort: false }
  const unequal = createUnequalRows()
  const measured = { units: 0, isWide: false }

  function begin(row: readonly string[], line: number): number {
    const columns = widthOf(row)
    if (columns > mostColumns)
      throw failed('csv-too-wide', { file: file.name, line, columns, most: mostColumns })
    titles = form.titlesAt === 0 ? withoutTitles(columns) : readTitles(row.slice(0, Math.max(1, columns)))
    // A cell has about ten characters.
    const likely = Math.min(1e7, Math.ceil(bytes / (titles.columns.length * 12)))
    builders = titles.columns.map(({ id }) => createColumnBuilder(cellReader(id, withoutEscape), likely))
    return builders.length
  }

  /** Adds rows, only a few at a time if they are wide. Skips columns beyond the widest of them. */
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
    /** Where the last row begins, and whether it has fewer cells than titles. */
    last,
    /** The line of the titles; 0 if there are none. */
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
    /** Adds rows, with the text they were cut from. Fails with `csv-too-wide`. */
    async add(cut: CutRows, text: string, slices: Slices): Promise<void> {
      if (!measured.isWide && measured.units < sampledUnits) measured.isWide = /[^\0-\xff]/.test(text)
      measured.units += text.length
      const own = ofFile.take(cut, begin)
      unequal.look(own, builders.length, rowCount)
      last.line = own.lines.at(-1) ?? last.line
      last.isShort = (own.rows.at(-1)?.length ?? (last.isShort ? 0 : Infinity)) < builders.length
      await grow(own, slices)
    },
    finish: (changedAt: Date, slices: Slices): Promise<Built> => {
      const { columns, maker, holds, remarks } = titles ?? withoutTitles(1)
      const further = unequal.finish(columns)
      return settle({
        columns: [...columns, ...further.columns],
        cells: [...builders.map((builder) => builder.finish()), ...further.cells],
        rowCount,
        maker,
        holds,
        remarks: [...ofFile.remarks(), ...remarks, ...further.remarks],
        form,
        file,
        dates,
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
  holds: SnapshotContent
  remarks: SnapshotRemark[]
  form: CsvForm
  file: SnapshotFile
  dates: DateOrder | null
  changedAt: Date
  slices: Slices
}

/** Reads the times once the table is complete, and adds what depends on them. */
async function settle(all: ToSettle): Promise<Built> {
  const { columns, cells, rowCount, slices } = all
  const told = readFileName(all.file.name, all.changedAt)
  const remarks = [
    ...all.remarks,
    ...(await settleAllTimes(columns, cells, { delimiter: all.form.delimiter, dates: all.dates }, slices)),
  ]
  const madeAt = told.madeAt ?? `${all.changedAt.toISOString().slice(0, 19)}Z`
  const { clusters, clusterCount } = await clustersOf({ columns, cells, rowCount }, slices)
  const table = await tableOf({ columns, cells, rowCount, asOf: Date.parse(madeAt) }, slices)
  return {
    table,
    maker: all.maker,
    holds: all.holds,
    remarks,
    madeAt,
    madeAtFrom: told.madeAt === null ? 'file' : 'name',
    clusters: clusterCount === 0 && told.cluster !== '' ? [told.cluster] : clusters,
    clusterCount: clusterCount === 0 && told.cluster !== '' ? 1 : clusterCount,
  }
}

/** Reads the times of all time columns, and returns remarks on guesses and on texts that aren't times. */
async function settleAllTimes(
  columns: readonly TableColumn[],
  cells: readonly CellColumn[],
  { delimiter, dates }: { delimiter: CsvForm['delimiter']; dates: DateOrder | null },
  slices: Slices,
): Promise<SnapshotRemark[]> {
  const own = timeColumns.flatMap((id) => {
    const place = placeOf(columns, id)
    const column = cells[place]
    return column === undefined ? [] : [{ title: columns[place]?.title ?? '', column }]
  })
  const times = { columns: own.map(({ column }) => column), delimiter, chosen: dates }
  const settled = await settleTimes(times, slices)
  const titlesOf = (is: (column: SettledColumn) => boolean) =>
    own
      .filter((_, at) => settled.columns.some((column, other) => other === at && is(column)))
      .map(({ title }) => title)
  const sum = (count: 'numbers' | 'shortYears' | 'unread') =>
    settled.columns.reduce((all, column) => all + column[count], 0)
  const remarks: SnapshotRemark[] = []
  const ambiguous = titlesOf(({ isAmbiguous }) => isAmbiguous)
  if (settled.guessed !== null && ambiguous.length > 0)
    remarks.push({
      code: 'dates-ambiguous',
      titles: ambiguous,
      readAs: settled.guessed.order,
      isChosen: dates !== null && settled.guessed.order === dates,
    })
  if (sum('numbers') > 0)
    remarks.push({
      code: 'times-numbers',
      titles: titlesOf(({ numbers }) => numbers > 0),
      rows: sum('numbers'),
    })
  if (sum('shortYears') > 0)
    remarks.push({
      code: 'years-short',
      titles: titlesOf(({ shortYears }) => shortYears > 0),
      rows: sum('shortYears'),
    })
  if (sum('unread') > 0)
    remarks.push({
      code: 'times-unread',
      titles: titlesOf(({ unread }) => unread > 0),
      rows: sum('unread'),
      examples: settled.columns
        .flatMap(({ examples }) => examples)
        .slice(0, 3)
        .map(shortExample),
    })
  return remarks
}

const shortExample = (text: string): string => text.slice(0, 60).toWellFormed()

async function clustersOf(
  { columns, cells, rowCount }: Pick<ToSettle, 'columns' | 'cells' | 'rowCount'>,
  slices: Slices,
) {
  const own = cells[placeOf(columns, 'cluster')]
  const names = new Set<string>()
  const texts = (column: CellColumn): Iterable<string> => {
    if (column.kind === 'coded') return column.values
    return column.kind === 'plain' ? column.cells : column.cells.values()
  }
  if (own !== undefined) await allInSlices(texts(own), slices, (text) => void names.add(text))
  names.delete('')
  if (rowCount === 0) names.clear()
  return { clusters: [...names].slice(0, mostClusters), clusterCount: names.size }
}

/** A table with its ages, if they can be computed. */
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

/** Creates a table from rows with the texts of their CSV. */
export async function tableOfRows(
  ids: readonly ColumnId[],
  rows: readonly (readonly string[])[],
  asOf: number,
  slices: Slices = createSlices(),
): Promise<Table> {
  const columns = ids.map((id): TableColumn => {
    const { title, isDerived } = ownColumns[id]
    return { title, id, isDerived }
  })
  const builders = ids.map((id) =>
    createColumnBuilder(
      cellReader(id, (text) => text),
      rows.length,
    ),
  )
  for (let from = 0; from < rows.length; from += rowsPerLook) {
    const some = rows.slice(from, from + rowsPerLook)
    builders.forEach((builder, place) => builder.add(some, place, from))
    if (slices.isUp()) await slices.next()
  }
  const cells = builders.map((builder) => builder.finish())
  await settleAllTimes(columns, cells, { delimiter: ',', dates: null }, slices)
  return tableOf({ columns, cells, rowCount: rows.length, asOf }, slices)
}
