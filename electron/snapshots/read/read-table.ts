import { failed } from '../../../shared/failure.ts'
import type { Encoding, Snapshot, SnapshotFile } from '../../../shared/snapshot.ts'
import {
  createDecoder,
  findEncoding,
  looksLikeText,
  NotUtf8,
  type Decoder,
  type FoundEncoding,
} from './decode-text.ts'
import {
  countLines,
  createEvenBreaks,
  createRowCutter,
  longestRow,
  RowTooLong,
  type CutRows,
} from './cut-rows.ts'
import { estimate, type Estimate } from './estimate.ts'
import { otherKind } from './file-kinds.ts'
import { openFileSource, type FileSource } from './file-source.ts'
import { findForm, type CsvForm } from './find-form.ts'
import { columnOfTitle } from './read-titles.ts'
import { createTableBuilder, type TableBuilder } from './table-builder.ts'
import { createSlices, type Slices } from '../table/slices.ts'
import type { Table } from '../table/table.ts'

export interface ReadRequest {
  file: SnapshotFile
  path: string
  evenIfLarge: boolean
  /** Bytes of memory that the thread may take. */
  limit: number
  onProgress: (progress: { bytes: number; of: number; rows: number }) => void
  signal: AbortSignal
}

export type ReadOutcome = { kind: 'read'; table: Table; snapshot: Snapshot } | ({ kind: 'large' } & Estimate)

/** How much of a file tells how large it is going to be. */
const bytesToEstimate = 4 * 1024 * 1024
const progressEvery = 100

/**
 * Reads a file as a table. Fails with `file-unreadable` and the failures of the name `csv-…`; of a very large one it
 * only tells what it would take, unless it is wanted anyway.
 */
export async function readTable(request: ReadRequest): Promise<ReadOutcome> {
  const { file, path, signal } = request
  const slices = createSlices(signal)
  const source = await openFileSource(path, file.name)
  try {
    const head = await source.next()
    if (head === null) throw failed('csv-empty', { file: file.name })
    const kind = otherKind(head)
    if (kind !== null) throw failed('csv-other-kind', { file: file.name, kind })
    const found = findEncoding(head)
    try {
      return await readAs(request, source, found, slices)
    } catch (error) {
      if (!(error instanceof NotUtf8)) throw error
      return await readAs(request, source, { ...found, encoding: 'Windows-1252' }, slices)
    }
  } catch (error) {
    if (!(error instanceof RowTooLong)) throw error
    throw failed('csv-row-too-long', {
      file: file.name,
      line: error.line,
      megabytes: longestRow / (1024 * 1024),
    })
  } finally {
    await source.close()
  }
}

/** Reads the whole file in one encoding. Throws `NotUtf8` where it can't be that. */
async function readAs(
  request: ReadRequest,
  source: FileSource,
  found: FoundEncoding,
  slices: Slices,
): Promise<ReadOutcome> {
  const { file, limit, evenIfLarge, onProgress } = request
  const decoder = createDecoder(found)
  const started = performance.now()
  let told = started
  let bytes = 0
  let parsing: Parsing | null = null
  source.rewind()
  for (let isLast = false; !isLast;) {
    const piece = await source.next()
    isLast = piece === null
    const skipped = bytes === 0 ? found.skip : 0
    bytes += piece?.length ?? 0
    const text = decoder.decode(piece?.subarray(skipped) ?? Buffer.alloc(0), isLast)
    if (parsing === null && text !== '') parsing = beginParsing(text, file, source.size)
    parsing?.take(text, isLast)
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
  return finish({ request, source, found, decoder, parsing, bytes, slices })
}

interface Parsing {
  form: CsvForm
  builder: TableBuilder
  take: (text: string, isLast: boolean) => void
  nulBytes: () => number
}

/** Begins with the first text of a file. Fails with `csv-not-text` where it can be none. */
function beginParsing(start: string, file: SnapshotFile, size: number): Parsing {
  const form = findForm(start)
  const titles = (start.split(form.newline, 1)[0] ?? '').split(form.delimiter)
  if (!looksLikeText(start) && !titles.some((title) => columnOfTitle(title.replaceAll('"', '')) !== null))
    throw failed('csv-not-text', { file: file.name })
  const skipped = start.slice(0, form.skip)
  const cutter = createRowCutter({ ...form, firstLine: 1 + countLines(skipped, form.newline) })
  const builder = createTableBuilder({ form, file, bytes: size })
  const evenBreaks = form.hasBothBreaks ? createEvenBreaks() : null
  let isFirst = true
  let nulBytes = 0
  return {
    form,
    builder,
    nulBytes: () => nulBytes,
    take(text, isLast) {
      const raw = isFirst ? text.slice(form.skip) : text
      isFirst = false
      const own = evenBreaks?.(raw, isLast) ?? raw
      if (own.includes('\0')) nulBytes += own.split('\0').length - 1
      const cut: CutRows = cutter.cut(own, isLast)
      builder.add(cut, own)
    },
  }
}

async function finish({
  request: { file },
  source,
  found,
  decoder,
  parsing,
  bytes,
  slices,
}: {
  request: ReadRequest
  source: FileSource
  found: FoundEncoding
  decoder: Decoder
  parsing: Parsing
  bytes: number
  slices: Slices
}): Promise<ReadOutcome> {
  const { table, ...built } = await parsing.builder.finish(source.changedAt, slices)
  const remarks = [...built.remarks]
  if (parsing.nulBytes() > 0) remarks.push({ code: 'nul-bytes', count: parsing.nulBytes() })
  if (decoder.garbled() > 0) remarks.push({ code: 'bytes-garbled', count: decoder.garbled() })
  if (table.rowCount === 0) remarks.push({ code: 'no-rows' })
  const encoding: Encoding = found.encoding
  return {
    kind: 'read',
    table,
    snapshot: {
      file,
      columns: table.columns,
      rows: table.rowCount,
      bytes,
      maker: built.maker,
      encoding,
      hasByteOrderMark: found.hasByteOrderMark,
      delimiter: parsing.form.delimiter,
      madeAt: built.madeAt,
      madeAtFrom: built.madeAtFrom,
      clusters: built.clusters,
      clusterCount: built.clusterCount,
      remarks,
    },
  }
}
