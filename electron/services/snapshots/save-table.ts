import { parse } from 'node:path'
import type { DownloadMessage } from '../../../shared/contract/credentials.ts'
import type { TableSelection } from '../../../shared/contract/snapshots.ts'
import type { ComparedSide, TableForm } from '../../../shared/snapshot.ts'
import type { TableEngine } from '../../snapshots/protocol/table-engine.ts'
import { csvFileName, fileNamePart } from '../csv-file-name.ts'
import { saveChosen, type SaveDeps } from '../save-chosen.ts'
import { whileOpen, type StreamSink } from '../stream.ts'
import type { OpenTables, TableKind } from './open-tables.ts'
import { readReport, type PrintPage } from './print-report.ts'

/** Options of a native save dialog. */
export interface FileToSave {
  proposedName: string
  title: string
  /** The name of the file type, and its extension without a dot. */
  filter: { name: string; extension: string }
}

interface Deps extends SaveDeps {
  engine: Pick<TableEngine, 'write'>
  tables: OpenTables
  /** The native dialog. `null` when cancelled. */
  chooseFileToSave: (wanted: FileToSave) => Promise<string | null>
  /** Fails with `report-not-printed`. */
  printReport: PrintPage
}

/** Which rows of a table to write: the selected ones, or those with these `ids`. */
interface WantedRows {
  table: string
  selection: TableSelection
  as: TableForm
  ids?: number[] | undefined
}

/** Writes rows of a table to a file that the user chooses. */
export function createSaveTable({ engine, tables, chooseFileToSave, printReport, ...deps }: Deps) {
  return async (
    { table, selection, as, ids }: WantedRows,
    sink: StreamSink<DownloadMessage>,
  ): Promise<void> => {
    const { send, signal } = sink
    const wanted = wantedFile(tables.of(table), as, new Date())
    let rows = 0
    const written = (form: 'csv' | 'html') => engine.write({ table, selection, as: form, ids, signal })
    async function* texts(form: 'csv' | 'html') {
      for await (const piece of written(form)) {
        rows = piece.rows
        send({ kind: 'writing', rows, of: piece.of })
        yield piece.text
      }
    }
    async function* printed(report: { html: string; rows: number }) {
      rows = report.rows
      send({ kind: 'printing', rows })
      yield await printReport(report.html, signal)
    }
    await whileOpen(signal, async () => {
      // A PDF that can't be created is refused before the dialog.
      const report = as === 'pdf' ? await readReport(written('html')) : null
      const choose = () => chooseFileToSave(wanted)
      const pieces = () => (report === null ? texts(as === 'csv' ? 'csv' : 'html') : printed(report))
      await saveChosen(deps, { choose, write: () => ({ pieces: pieces(), rows: () => rows }) }, sink)
    })
  }
}

const kinds: Readonly<Record<TableForm, { title: string; name: string }>> = {
  csv: { title: 'Download CSV', name: 'CSV' },
  html: { title: 'Save the report', name: 'Web page' },
  pdf: { title: 'Save the report as PDF', name: 'PDF' },
}

const wantedFile = (table: TableKind, as: TableForm, now: Date): FileToSave => ({
  proposedName: `${nameOf(table, now)}.${as}`,
  title: kinds[as].title,
  filter: { name: kinds[as].name, extension: as },
})

/** The file's name without extension. */
function nameOf(table: TableKind, now: Date): string {
  switch (table.kind) {
    case 'snapshot': {
      const { clusters, file, madeAt } = table.snapshot
      // The name keeps the time of the snapshot, since its rows are from then.
      return parse(csvFileName(clusters[0] ?? parse(file.name).name, new Date(madeAt))).name
    }
    case 'comparison': {
      const { before, after } = table.comparison
      return `changes-${sideName(before)}-to-${sideName(after)}`
    }
    case 'events':
      return parse(csvFileName(table.cluster, now)).name.replace(/^credentials-/, 'history-')
  }
}

const sideName = (side: ComparedSide): string =>
  side.kind === 'live' ? `${fileNamePart(side.name)}-live` : fileNamePart(parse(side.name).name)
