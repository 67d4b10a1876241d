import type { TableSelection } from '../../../shared/contract/snapshots.ts'
import type { ColumnId } from '../../../shared/columns.ts'
import type { Failure } from '../../../shared/failure.ts'
import type { Ages } from '../../../shared/rotation.ts'
import type {
  ComparedSide,
  Comparison,
  FacetValue,
  HistoryPoint,
  LeftOutFile,
  LifeEvent,
  ReadAs,
  Snapshot,
  SnapshotFile,
  TableRow,
} from '../../../shared/snapshot.ts'

/** A file with its path. */
export interface FileToRead {
  file: SnapshotFile
  path: string
  /** How to read it, as far as specified; the rest is detected. */
  as?: ReadAs | undefined
}

export type OpenOutcome =
  | { kind: 'opened'; snapshot: Snapshot }
  | { kind: 'large'; rows: number; memory: number; limit: number; seconds: number }

interface OpenTable extends FileToRead {
  /** The name to open the table under. */
  table: string
  evenIfLarge: boolean
  onProgress: (progress: { bytes: number; of: number; rows: number }) => void
  signal: AbortSignal
}

/** The form to write rows in: CSV like the live list's, a full HTML page, JSON, or lines for a terminal. */
export type WrittenForm = 'csv' | 'html' | 'json' | 'text'

/** What happened to one credential between two consecutive snapshots. */
export interface SeriesEvent {
  at: string
  file: SnapshotFile
  kind: Exclude<LifeEvent['kind'], 'there'>
  name: string
  type: string
  scope: string
  kubernetesName: string
  namespace: string
  changes: LifeEvent['changes']
}

/** A side of a comparison: a table and its description. */
export interface SideToCompare {
  table: string
  side: ComparedSide
}

interface HistoryRequest {
  /** The name of the table of events. If a table of this name exists, unchanged events keep their row ids. */
  events: string
  files: readonly FileToRead[]
  /** Empty for the one with the most snapshots. */
  cluster: string
  onProgress: (progress: { files: number; of: number }) => void
  signal: AbortSignal
}

export interface History {
  clusters: { name: string; snapshots: number }[]
  cluster: string
  points: HistoryPoint[]
  eventCount: number
  notRead: { file: SnapshotFile; failure: Failure }[]
  leftOut: LeftOutFile[]
}

/**
 * Opened tables, which are read, selected, compared and written in a worker thread, so that neither the window nor the
 * main process waits. Every call fails with `table-not-open` if the table doesn't exist or was closed, and with the
 * signal's reason if it was aborted. If the thread runs out of memory, its calls fail with `csv-too-large` and its
 * tables are lost; the next call starts a new thread.
 */
export interface TableEngine {
  /** Reads a file. Fails with `file-unreadable` or one of the `csv-…` failures. */
  open: (request: OpenTable) => Promise<OpenOutcome>
  /** Creates a table from rows of the live list, with the texts of its CSV; replaces a table of that name. */
  put: (request: {
    table: string
    columns: readonly ColumnId[]
    rows: readonly (readonly string[])[]
  }) => Promise<void>
  /** Compares two tables into a third one, which replaces a table of that name; the two can be closed afterwards. */
  compare: (request: {
    table: string
    before: SideToCompare
    after: SideToCompare
    signal: AbortSignal
  }) => Promise<Comparison>
  select: (table: string, selection: TableSelection) => Promise<{ selected: number; version: number }>
  rows: (table: string, range: { version: number; from: number; count: number }) => Promise<TableRow[]>
  /** The ids of the selected rows in a range; empty if another version has been selected. */
  ids: (table: string, range: { version: number; from: number; count: number }) => Promise<number[]>
  /** Those of the ids whose rows still exist in the table. */
  kept: (table: string, ids: readonly number[]) => Promise<number[]>
  /** The rows with these ids, in that order; removed ones are omitted. */
  named: (table: string, ids: readonly number[]) => Promise<TableRow[]>
  facets: (table: string, column: number) => Promise<{ values: FacetValue[]; distinct: number }>
  /** The ages of the rows that match the selection, ignoring its own filter of ages. */
  ages: (table: string, selection: TableSelection) => Promise<Ages>
  /**
   * The selected rows as pieces of text, or the rows of `ids` in the selection's order. Only comparisons can be written
   * as `html`; for other tables `text` is CSV.
   */
  write: (request: {
    table: string
    selection: TableSelection
    as: WrittenForm
    ids?: readonly number[] | undefined
    signal: AbortSignal
  }) => AsyncIterable<{ text: string; rows: number; of: number }>
  /** Reads snapshots in order of time and stores the events between them as a table. */
  history: (request: HistoryRequest) => Promise<History>
  /** A range of a history's events, the oldest first. */
  events: (events: string, range: { from: number; count: number }) => Promise<SeriesEvent[]>
  life: (
    table: string,
    row: { version: number; row: number },
  ) => Promise<{ name: string; events: LifeEvent[] }>
  /** Closes a table; ignores one that doesn't exist. */
  close: (table: string) => void
  /** Ends the thread. */
  end: () => Promise<void>
}
