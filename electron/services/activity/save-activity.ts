import type { DownloadMessage } from '../../../shared/contract/credentials.ts'
import { activityFilter, type ActivitySelection } from '../../../shared/activity-selection.ts'
import { outcomeOf, type ActivityWrite, type ChainedLine } from '../../../shared/activity-writes.ts'
import { changeText, objectText, operationText, outcomeText } from '../../../shared/activity-text.ts'
import { csvLines } from '../../../shared/csv-text.ts'
import { saveChosen, type SaveDeps } from '../save-chosen.ts'
import type { StreamSink } from '../stream.ts'
import { activityFiles } from './activity-files.ts'
import { readLine } from './activity-line.ts'
import { allLines, linesOfFile } from './read-record.ts'

/** Text to write, with its number of entries or writes. */
interface Piece {
  text: string
  rows: number
}

export interface SaveActivityDeps extends SaveDeps {
  folder: string
  /** The native dialog. `null` when cancelled. */
  chooseFileToSave: (wanted: {
    proposedName: string
    title: string
    filter: { name: string; extension: string }
  }) => Promise<string | null>
  now: () => Date
}

/** Writes the record, or some of its writes, to a file that the user chooses. */
export function createSaveActivity({ folder, chooseFileToSave, now, ...deps }: SaveActivityDeps) {
  return async (
    { as, selection }: { as: 'csv' | 'jsonl'; selection: ActivitySelection },
    sink: StreamSink<DownloadMessage>,
  ): Promise<void> => {
    const { signal } = sink
    const wanted = {
      proposedName: `activity-${now().toISOString().slice(0, 10)}.${as}`,
      title: 'Export activity',
      filter: as === 'csv' ? { name: 'CSV', extension: 'csv' } : { name: 'JSON lines', extension: 'jsonl' },
    }
    let rows = 0
    async function* texts(): AsyncGenerator<string> {
      const pieces = as === 'csv' ? csvPieces(folder, selection, signal) : linePieces(folder, signal)
      for await (const piece of pieces) {
        rows += piece.rows
        yield piece.text
      }
    }
    const choose = () => chooseFileToSave(wanted)
    await saveChosen(deps, { choose, write: () => ({ pieces: texts(), rows: () => rows }) }, sink)
  }
}

/** The lines unchanged, so that the copy can be verified like the record. */
async function* linePieces(folder: string, signal: AbortSignal): AsyncGenerator<Piece> {
  for (const { path } of await activityFiles(folder)) {
    const texts = (await linesOfFile(path, signal)).lines.map((bytes) => bytes.toString('utf8'))
    const rows = texts.filter((text) => readLine(text) !== null).length
    yield { text: texts.map((text) => `${text}\n`).join(''), rows }
  }
}

const titles = [
  ...['Time', 'Context', 'Server', 'User', 'Operation', 'Object', 'Credential', 'UID', 'Changes'],
  ...['Outcome', 'Code', 'Version before', 'Version after', 'Request', 'Credenza', 'Entry', 'Hash', 'Ended'],
]

async function* csvPieces(
  folder: string,
  selection: ActivitySelection,
  signal: AbortSignal,
): AsyncGenerator<Piece> {
  const isSelected = activityFilter(selection)
  yield { text: `\uFEFF${csvLines([titles])}`, rows: 0 }
  for await (const writes of finishedWrites(allLines(folder, signal))) {
    const rows = writes.filter(isSelected).map(csvRow)
    yield { text: csvLines(rows), rows: rows.length }
  }
}

/** All writes in the order in which they ended, those without an end last. Only these are held in memory. */
async function* finishedWrites(
  files: AsyncIterable<readonly ChainedLine[]>,
): AsyncGenerator<ActivityWrite[]> {
  const open = new Map<number, ActivityWrite>()
  for await (const lines of files) {
    const finished: ActivityWrite[] = []
    for (const line of lines) {
      if (line.kind === 'begun') open.set(line.entry, { begun: line, ended: null })
      if (line.kind !== 'ended') continue
      const write = open.get(line.of)
      if (write !== undefined) finished.push({ ...write, ended: line })
      open.delete(line.of)
    }
    yield finished
  }
  yield [...open.values()]
}

function csvRow(write: ActivityWrite): string[] {
  const { begun, ended } = write
  const { time, context, server, user, operation, object, changes, more, version } = begun
  const left = more > 0 ? [`and ${more} more`] : []
  return [
    ...[time, context, server, user, operationText(operation), objectText(object)],
    ...[
      object.credential,
      object.uid || (ended?.uid ?? ''),
      [...changes.map(changeText), ...left].join('; '),
    ],
    ...[outcomeOf(write) === 'open' ? '' : outcomeText(write), ended?.code ?? '', begun.resourceVersion],
    ...[ended?.resourceVersion ?? '', ended?.requestId || begun.requestId, version, String(begun.entry)],
    ...[begun.hash, ended?.time ?? ''],
  ]
}
