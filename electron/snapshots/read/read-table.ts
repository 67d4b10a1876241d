import { createHash } from 'node:crypto'
import { failed } from '../../../shared/failure.ts'
import type { Encoding, ReadAs, Snapshot, SnapshotFile, SnapshotRemark } from '../../../shared/snapshot.ts'
import {
  createDecoder,
  findEncoding,
  looksLikeText,
  NotUtf8,
  type Decoder,
  type FoundEncoding,
} from './decode-text.ts'
import { longestRow, mostCells, mostColumns } from './bounds.ts'
import { createRowCutter, RowTooLong, type CutFacts, type CutRows } from './cut-rows.ts'
import { estimate, type Estimate } from './estimate.ts'
import { otherKind } from './file-kinds.ts'
import { openFileSource, type FileSource } from './file-source.ts'
import { findForm, type CsvForm } from './find-form.ts'
import { guessEncoding, type GuessedEncoding } from './guess-encoding.ts'
import { columnOfTitle } from './read-titles.ts'
import { createLineNotes, type LineNotes } from './rows-of-file.ts'
import { createTableBuilder, type TableBuilder } from './table-builder.ts'
import { createSlices, type Slices } from '../table/slices.ts'
import type { Table } from '../table/table.ts'

export interface ReadRequest {
  file: SnapshotFile
  path: string
  /** Specified parts of its form; the rest is detected. */
  as?: ReadAs | undefined
  evenIfLarge: boolean
  /** Bytes of memory that the thread may use. */
  limit: number
  onProgress: (progress: { bytes: number; of: number; rows: number }) => void
  signal: AbortSignal
}

export type ReadOutcome = { kind: 'read'; table: Table; snapshot: Snapshot } | ({ kind: 'large' } & Estimate)

/** How much of a file is read to estimate its total needs, in bytes. */
const bytesToEstimate = 4 * 1024 * 1024
const progressEvery = 100

/**
 * Reads a file as a table. Fails with `file-unreadable` and the `csv-…` failures. For a very large file it only returns
 * an estimate, unless it should be read anyway.
 */
export async function readTable(request: ReadRequest): Promise<ReadOutcome> {
  const { file, path, signal, as = {} } = request
  const slices = createSlices(signal)
  const source = await openFileSource(path, file.name)
  try {
    const head = await source.next()
    if (head === null) throw failed('csv-empty', { file: file.name })
    const kind = otherKind(head)
    if (kind !== null) throw failed('csv-other-kind', { file: file.name, kind })
    const found = findEncoding(head)
    if (as.encoding !== undefined && as.encoding !== found.encoding)
      return await readAs(request, source, { ...chosenEncoding(as.encoding), isCertain: true }, slices)
    try {
      return await readAs(request, source, { ...found, isCertain: as.encoding !== undefined }, slices)
    } catch (error) {
      if (!(error instanceof NotUtf8)) throw error
      const guess = guessEncoding(error.sample)
      return await readAs(
        request,
        source,
        { ...chosenEncoding(guess.encoding), isCertain: false, guess },
        slices,
      )
    }
  } catch (error) {
    throw error instanceof RowTooLong ? rowFailure(error, file) : error
  } finally {
    await source.close()
  }
}

function rowFailure({ line, limit }: RowTooLong, { name }: SnapshotFile): Error {
  return limit === 'length'
    ? failed('csv-row-too-long', { file: name, line, megabytes: longestRow / (1024 * 1024) })
    : failed('csv-too-wide', { file: name, line, columns: mostCells, most: mostColumns })
}

interface UsedEncoding extends FoundEncoding {
  isCertain: boolean
  guess?: GuessedEncoding
}

const chosenEncoding = (encoding: Encoding): FoundEncoding => ({ encoding, hasByteOrderMark: false, skip: 0 })

/** Reads the whole file in one encoding. Throws `NotUtf8` if it can't be UTF-8. */
async function readAs(
  request: ReadRequest,
  source: FileSource,
  found: UsedEncoding,
  slices: Slices,
): Promise<ReadOutcome> {
  const { file, limit, evenIfLarge, onProgress } = request
  const decoder = createDecoder({ ...found, isCertain: found.isCertain || found.hasByteOrderMark })
  const started = performance.now()
  let told = started
  let bytes = 0
  const hash = createHash('sha256')
  let parsing: Parsing | null = null
  source.rewind()
  for (let isLast = false; !isLast;) {
    const piece = await source.next()
    isLast = piece === null
    const skipped = bytes === 0 ? found.skip : 0
    if (piece !== null) hash.update(piece)
    bytes += piece?.length ?? 0
    const text = decoder.decode(piece?.subarray(skipped) ?? Buffer.alloc(0), isLast)
    if (parsing === null && text !== '')
      parsing = beginParsing(text, { request, decoder, size: source.size, slices })
    await parsing?.take(text, isLast)
    if (slices.isUp()) await slices.next()
    if (performance.now() - told > progressEvery) {
      told = performance.now()
      onProgress({ bytes, of: Math.max(bytes, source.size), rows: parsing?.builder.rowCount() ?? 0 })
    }
    const isSampled = bytes >= bytesToEstimate && bytes < bytesToEstimate + (piece?.length ?? 0)
    if (!evenIfLarge && isSampled && parsing !== null) {
      const taken = { bytes, milliseconds: performance.now() - started, ...parsing.builder.measure() }
      const likely = estimate({ ...taken, size: source.size, limit })
      if (likely.isLarge) return { kind: 'large', ...likely.estimate }
    }
  }
  if (parsing === null || !parsing.builder.hasTitles()) throw failed('csv-empty', { file: file.name })
  return finish({ request, source, found, decoder, parsing, bytes, sha256: hash.digest('hex'), slices })
}

interface Parsing {
  form: CsvForm
  facts: CutFacts
  builder: TableBuilder
  take: (text: string, isLast: boolean) => Promise<void>
  nulBytes: () => number
  /** Whether the text so far ends with a line break. */
  endsLine: () => boolean
  /** The first lines of rows with garbled bytes. */
  garbledLines: readonly number[]
}

/** How much text is split into rows between two checks of the clock, in UTF-16 code units. */
const unitsPerLook = 128 * 1024

/** Begins with the first text of a file. Fails with `csv-not-text` if it isn't text. */
function beginParsing(
  start: string,
  {
    request: { file, as = {} },
    decoder,
    size,
    slices,
  }: { request: ReadRequest; decoder: Decoder; size: number; slices: Slices },
): Parsing {
  const form = findForm(start, as)
  if (!looksLikeText(start) && !namesColumn(start, form))
    throw decoder.doubt?.() ?? failed('csv-not-text', { file: file.name })
  const cutter = createRowCutter(form)
  const builder = createTableBuilder({ form, file, bytes: size, dates: as.dates ?? null })
  const garbledRows = createLineNotes()
  let skip = form.skip
  let nulBytes = 0
  let endsLine = false
  return {
    form,
    facts: cutter.facts,
    builder,
    nulBytes: () => nulBytes,
    endsLine: () => endsLine,
    garbledLines: garbledRows.lines,
    async take(text, isLast) {
      let at = skip
      skip = 0
      do {
        const part = text.slice(at, at + unitsPerLook)
        at += unitsPerLook
        for (let nul = part.indexOf('\0'); nul >= 0; nul = part.indexOf('\0', nul + 1)) nulBytes += 1
        if (part !== '') endsLine = /[\r\n\x1a]$/.test(part)
        const cut = cutter.cut(part, isLast && at >= text.length)
        if (decoder.garbled() > 0) noteGarbled(cut, garbledRows)
        await builder.add(cut, part, slices)
        if (slices.isUp()) await slices.next()
      } while (at < text.length)
    },
  }
}

function noteGarbled({ rows, lines }: CutRows, notes: LineNotes): void {
  rows.forEach((row, at) => {
    if (row.some((cell) => cell.includes('\uFFFD'))) notes.note(lines[at] ?? 0)
  })
}

/** Whether the first line of a text names one of Credenza's columns. */
const namesColumn = (start: string, { delimiter }: CsvForm): boolean =>
  (/^[^\r\n]{0,10000}/.exec(start)?.[0] ?? '')
    .split(delimiter)
    .some((title) => columnOfTitle(title.replaceAll('"', '')) !== null)

/** Remarks on how the rows were split. */
function cutRemarks({ ends, unclosed, strayQuotes }: CutFacts): SnapshotRemark[] {
  const remarks: SnapshotRemark[] = []
  if (Object.values(ends).filter((count) => count > 0).length > 1)
    remarks.push({ code: 'line-ends-mixed', ends })
  if (strayQuotes.count > 0) remarks.push({ code: 'quotes-stray', ...strayQuotes })
  if (unclosed !== null) remarks.push({ code: 'quote-unclosed', line: unclosed })
  return remarks
}

/** Whether a file ends within a row. Credenza's own files always end with a line break. */
function endsWithin(
  { facts, builder, endsLine }: Parsing,
  { maker, holds }: Pick<Snapshot, 'maker' | 'holds'>,
) {
  if (facts.unclosed !== null) return true
  return !endsLine() && (builder.last.isShort || maker === 'credenza' || holds !== 'credentials')
}

async function finish({
  request: { file, as = {} },
  source,
  found,
  decoder,
  parsing,
  bytes,
  sha256,
  slices,
}: {
  request: ReadRequest
  source: FileSource
  found: UsedEncoding
  decoder: Decoder
  parsing: Parsing
  bytes: number
  sha256: string
  slices: Slices
}): Promise<ReadOutcome> {
  const { table, ...built } = await parsing.builder.finish(source.changedAt, slices)
  // Credenza's own files begin with a byte order mark.
  if (built.maker === 'credenza-or-console' && found.hasByteOrderMark) built.maker = 'credenza'
  const { encoding } = found
  const remarks = [...built.remarks, ...cutRemarks(parsing.facts)]
  if (parsing.nulBytes() > 0) remarks.push({ code: 'nul-bytes', count: parsing.nulBytes() })
  const { delimiter, otherDelimiters } = parsing.form
  if (otherDelimiters.length > 0)
    remarks.unshift({ code: 'delimiter-guessed', delimiter, others: otherDelimiters })
  if (found.guess !== undefined) remarks.unshift({ code: 'encoding-guessed', ...found.guess })
  if (decoder.garbled() > 0)
    remarks.push({
      code: 'bytes-garbled',
      count: decoder.garbled(),
      encoding,
      lines: [...parsing.garbledLines],
    })
  if (table.rowCount === 0) remarks.push({ code: 'no-rows' })
  if (await source.isChanged()) remarks.unshift({ code: 'changed-while-read' })
  const isCut = table.rowCount > 0 && endsWithin(parsing, built)
  if (isCut) remarks.push({ code: 'file-cut', line: parsing.facts.unclosed ?? parsing.builder.last.line })
  return {
    kind: 'read',
    table,
    snapshot: {
      file,
      columns: table.columns,
      rows: table.rowCount,
      bytes,
      sha256,
      maker: built.maker,
      holds: built.holds,
      isCut,
      encoding,
      hasByteOrderMark: found.hasByteOrderMark,
      delimiter,
      titlesAt: parsing.builder.titlesAt(),
      readAs: as,
      madeAt: built.madeAt,
      madeAtFrom: built.madeAtFrom,
      clusters: built.clusters,
      clusterCount: built.clusterCount,
      remarks,
    },
  }
}
