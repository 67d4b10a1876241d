import * as z from 'zod/mini'
import { ageClasses, type Ages } from '../rotation.ts'
import {
  changeKinds,
  dateOrders,
  delimiters,
  encodings,
  lineEnds,
  tableForms,
  type Comparison,
  type FacetValue,
  type HistoryPoint,
  type LeftOutFile,
  type LifeEvent,
  type Snapshot,
  type SnapshotFile,
  type TableRow,
} from '../snapshot.ts'
import type { Failure } from '../failure.ts'
import { AgeLimits } from './age-limits.ts'
import { ContextName } from './contexts.ts'
import { mostPicked, type DownloadMessage } from './credentials.ts'
import { carries, announcement, drop, operation, stream } from './define.ts'

/** Names a file, or a table that a stream opened, while it exists. */
const Id = z.string().check(z.regex(/^[a-z0-9-]{1,64}$/))
const Index = z.int().check(z.minimum(0), z.maximum(1e9))
/** A column by its index in the table. */
const ColumnAt = z.int().check(z.minimum(0), z.maximum(9_999))

/** Maximum number of row ids in one call. */
export const mostIdsAtOnce = 100_000
const Ids = z.array(Index).check(z.maxLength(mostPicked))

/** The last line that can be chosen as header line. */
export const lastTitlesLine = 1_000_000

/** How to read a file; see `ReadAs`. */
export const ReadAsSchema = z.object({
  encoding: z.optional(z.enum(encodings)),
  delimiter: z.optional(z.enum(delimiters)),
  lineEnds: z.optional(z.enum(lineEnds)),
  dates: z.optional(z.enum(dateOrders)),
  titlesAt: z.optional(z.int().check(z.minimum(0), z.maximum(lastTitlesLine))),
})

/** Which rows of an opened table are shown, in which order. All conditions must match. */
export const TableSelection = z.object({
  /** Each word must be in some displayed column. */
  search: z.string().check(z.maxLength(1000)),
  /** Each of these columns must have one of its values. */
  filters: z
    .array(z.object({ column: ColumnAt, values: z.array(z.string()).check(z.maxLength(500)) }))
    .check(z.maxLength(20)),
  /** For a comparison. Empty for all. */
  changes: z.array(z.enum(changeKinds)),
  /** Ages at the time of the table, or now for live data. Empty for all. */
  ages: z.array(z.enum(ageClasses)),
  ageLimits: AgeLimits,
  /** `null`: as in the file; in a comparison, by name. */
  sort: z.nullable(z.object({ column: ColumnAt, descending: z.boolean() })),
  /** The displayed columns in order, which are searched and written. */
  columns: z.array(ColumnAt).check(z.minLength(1), z.maxLength(10_000)),
})
export type TableSelection = z.output<typeof TableSelection>

export type OpenMessage =
  | { kind: 'reading'; bytes: number; of: number; rows: number }
  /**
   * It wasn't read: it has about `rows` rows and would take about `memory` bytes; `limit` is what this machine allows.
   * Nothing follows.
   */
  | { kind: 'large'; rows: number; memory: number; limit: number; seconds: number }
  | { kind: 'opened'; table: string; snapshot: Snapshot }
  /** The file differs from what was read, or no longer exists. What was read is kept. */
  | { kind: 'file'; state: 'as-read' | 'changed' | 'gone' }

const Side = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('table'), table: Id }),
  z.object({ kind: z.literal('live'), context: ContextName }),
])
export type SideAsked = z.output<typeof Side>

export type CompareMessage =
  /** Sent again with the same name after each change of a live side. */
  { kind: 'compared'; table: string; comparison: Comparison }

interface FileNotRead {
  file: SnapshotFile
  failure: Failure
}

export type HistoryMessage =
  /** `null`: no folder is chosen yet. Nothing follows. */
  | { kind: 'folder'; folder: string | null }
  | { kind: 'reading'; files: number; of: number }
  /**
   * The snapshots of one cluster, oldest first, sent again after each change of the folder. `events` names a table of
   * the changes between neighbors, newest first: when, what, which credential, and the cells that changed.
   */
  | {
      kind: 'history'
      clusters: { name: string; snapshots: number }[]
      cluster: string
      points: HistoryPoint[]
      events: string
      eventCount: number
      notRead: FileNotRead[]
      leftOut: LeftOutFile[]
    }

/** The outcome of saving a snapshot of a context. */
export type DailyTry = { context: string; at: string } & (
  | { path: string; isUnconfirmed: boolean }
  | { failure: Failure }
)

export interface DailyState {
  /** The contexts with a daily snapshot. */
  contexts: string[]
  folder: string | null
  /** The last attempt for each in this run. */
  last: DailyTry[]
}

export const snapshots = {
  /** Asks for files by the native open dialog. Empty when cancelled. */
  choose: operation({ in: z.object({}), out: carries<SnapshotFile[]>() }),
  /** Takes a file that was dropped on the window. */
  drop: drop(carries<SnapshotFile>()),
  /** The files that were opened, most recent first. */
  recent: operation({ in: z.object({}), out: carries<SnapshotFile[]>() }),
  forget: operation({ in: z.object({ file: Id }), out: carries<SnapshotFile[]>() }),
  /** Returns the files that the command line named, once. */
  toReview: operation({ in: z.object({}), out: carries<SnapshotFile[]>() }),
  /** A second start named files, which this window should show. */
  asked: announcement(carries<SnapshotFile[]>()),

  /** Reads a file and keeps it as a table until stopped. */
  open: stream({ in: z.object({ file: Id, evenIfLarge: z.boolean() }), messages: carries<OpenMessage>() }),
  /**
   * Sets how to read a file from now on, in this run and later ones. What isn't given is detected. Its open tables
   * don't change.
   */
  readAs: operation({ in: z.object({ file: Id, as: ReadAsSchema }), out: carries<null>() }),
  /** Compares two tables, or one with the live list, and keeps the differences as a table until stopped. */
  compare: stream({ in: z.object({ before: Side, after: Side }), messages: carries<CompareMessage>() }),

  /** Selects and sorts the rows of a table. `rows` then returns them by their index. */
  select: operation({
    in: z.object({ table: Id, selection: TableSelection }),
    out: carries<{ selected: number; version: number }>(),
  }),
  /** Rows of the last selection. `version` is that selection's. Empty if another one has replaced it. */
  rows: operation({
    in: z.object({
      table: Id,
      version: Index,
      from: Index,
      count: z.int().check(z.minimum(1), z.maximum(500)),
    }),
    out: carries<{ rows: TableRow[] }>(),
  }),
  /** The ids of selected rows, from an index on. Empty if another selection has replaced this version. */
  ids: operation({
    in: z.object({
      table: Id,
      version: Index,
      from: Index,
      count: z.int().check(z.minimum(1), z.maximum(mostIdsAtOnce)),
    }),
    out: carries<{ ids: number[] }>(),
  }),
  /** Those of the ids that are still in the table after it was renewed. */
  kept: operation({ in: z.object({ table: Id, ids: Ids }), out: carries<{ ids: number[] }>() }),
  /** The rows with these ids, in that order. Missing ones are left out. */
  named: operation({
    in: z.object({ table: Id, ids: z.array(Index).check(z.maxLength(500)) }),
    out: carries<{ rows: TableRow[] }>(),
  }),
  /** The values of a column with the most rows: at most 500 of `distinct`. */
  facets: operation({
    in: z.object({ table: Id, column: ColumnAt }),
    out: carries<{ values: FacetValue[]; distinct: number }>(),
  }),
  /** The ages of rows that pass everything in the selection except its ages. */
  ages: operation({ in: z.object({ table: Id, selection: TableSelection }), out: carries<Ages>() }),
  /**
   * Asks for a file, then writes the selected rows as CSV or, for a comparison, as a report: a web page or a PDF. A PDF with
   * too many rows fails with `report-too-long` before it asks. With `ids` exactly these rows are written, whatever the
   * search and the filters, if they still exist then.
   */
  save: stream({
    in: z.object({
      table: Id,
      selection: TableSelection,
      as: z.enum(tableForms),
      ids: z.optional(Ids),
    }),
    messages: carries<DownloadMessage>(),
  }),

  /** Asks for the history folder by the native dialog. `null` when cancelled. */
  chooseFolder: operation({ in: z.object({}), out: carries<{ folder: string } | null>() }),
  /**
   * Reads the snapshots of the chosen folder and follows it until stopped. Empty `cluster`: the one with the most
   * snapshots.
   */
  history: stream({
    in: z.object({ cluster: z.string().check(z.maxLength(1024)) }),
    messages: carries<HistoryMessage>(),
  }),
  /** The life of the credential in a row of the events, from its first to its last appearance. */
  life: operation({
    in: z.object({ table: Id, version: Index, row: Index }),
    out: carries<{ name: string; events: LifeEvent[] }>(),
  }),
  daily: operation({ in: z.object({}), out: carries<DailyState>() }),
  /** Turns daily snapshots of a context on or off. */
  keepDaily: operation({
    in: z.object({ context: ContextName, isOn: z.boolean() }),
    out: carries<DailyState>(),
  }),
  /** A daily snapshot was taken or failed. */
  dailyTaken: announcement(carries<DailyState>()),
}
