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

/** A file with where it lies. */
export interface FileToRead {
  file: SnapshotFile
  path: string
  /** What was said of its form; all else is found out. */
  as?: ReadAs | undefined
}

export type OpenOutcome =
  | { kind: 'opened'; snapshot: Snapshot }
  | { kind: 'large'; rows: number; memory: number; limit: number; seconds: number }

export interface OpenTable extends FileToRead {
  /** What the table is called from then on. */
  table: string
  evenIfLarge: boolean
  onProgress: (progress: { bytes: number; of: number; rows: number }) => void
  signal: AbortSignal
}

/** How rows are written: CSV as the live list writes it, a whole HTML page, JSON, or lines for a terminal. */
export type WrittenForm = 'csv' | 'html' | 'json' | 'text'

/** What happened to one credential between two neighbours of a history. */
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

/** A side of a comparison: a table with what it is called. */
export interface SideToCompare {
  table: string
  side: ComparedSide
}

export interface HistoryRequest {
  /** What the table of events is called from then on. A table of that name is continued where only files were added. */
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
 * Opened tables: read, selected, compared and written in their own thread, so that neither the window nor the
 * main process waits for them. Every call fails with `table-not-open` if the table is not there (anymore), and an
 * aborted one with the signal's reason. A thread that runs out of memory fails what is under way with `csv-too-large`
 * and takes its tables with it; the next call starts a new one.
 */
export interface TableEngine {
  /** Reads a file. Fails with `file-unreadable` and the failures of the name `csv-…`. */
  open: (request: OpenTable) => Promise<OpenOutcome>
  /** Puts rows of the live list, with the texts of their CSV, into a table; replaces one of that name. */
  put: (request: {
    table: string
    columns: readonly ColumnId[]
    rows: readonly (readonly string[])[]
  }) => Promise<void>
  /** Compares two tables into a third, which replaces one of that name; those two may be closed afterwards. */
  compare: (request: {
    table: string
    before: SideToCompare
    after: SideToCompare
    signal: AbortSignal
  }) => Promise<Comparison>
  select: (table: string, selection: TableSelection) => Promise<{ selected: number; version: number }>
  rows: (table: string, range: { version: number; from: number; count: number }) => Promise<TableRow[]>
  /** What the selected rows are called, from a place on; none where another version is selected by now. */
  ids: (table: string, range: { version: number; from: number; count: number }) => Promise<number[]>
  /** Those of the names whose rows are in the table still. */
  kept: (table: string, ids: readonly number[]) => Promise<number[]>
  /** The rows of these names, in that order; those that are gone are left out. */
  named: (table: string, ids: readonly number[]) => Promise<TableRow[]>
  facets: (table: string, column: number) => Promise<{ values: FacetValue[]; distinct: number }>
  /** How old the rows are that pass everything of the selection but its ages. */
  ages: (table: string, selection: TableSelection) => Promise<Ages>
  /**
   * The selected rows as text in pieces, or those of `ids`, whatever the selection shows, in its order. `text` is there for
   * comparisons alone.
   */
  write: (request: {
    table: string
    selection: TableSelection
    as: WrittenForm
    ids?: readonly number[] | undefined
    signal: AbortSignal
  }) => AsyncIterable<{ text: string; rows: number; of: number }>
  /** Reads snapshots in the order of their times and keeps what happened between neighbours as a table. */
  history: (request: HistoryRequest) => Promise<History>
  /** Some of the events of a history, the oldest first. */
  events: (events: string, range: { from: number; count: number }) => Promise<SeriesEvent[]>
  life: (
    table: string,
    row: { version: number; row: number },
  ) => Promise<{ name: string; events: LifeEvent[] }>
  /** Forgets a table; one that is not there is no failure. */
  close: (table: string) => void
  /** Ends the thread. */
  end: () => Promise<void>
}
