import * as z from 'zod/mini'
import { ageClasses, type Ages } from '../rotation.ts'
import {
  changeKinds,
  dateOrders,
  delimiters,
  encodings,
  lineEnds,
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

/** Names a file, or a table that a stream opened, as long as it is there. */
const Id = z.string().check(z.regex(/^[a-z0-9-]{1,64}$/))
const Index = z.int().check(z.minimum(0), z.maximum(1e9))
/** A column by its place in the table. */
const ColumnAt = z.int().check(z.minimum(0), z.maximum(9_999))

/** Rows that are named at once. */
export const mostIdsAtOnce = 100_000
const Ids = z.array(Index).check(z.maxLength(mostPicked))

/** The last line in which titles may be said to stand. */
export const lastTitlesLine = 1_000_000

/** How a file is to be read; see `ReadAs`. */
export const ReadAsSchema = z.object({
  encoding: z.optional(z.enum(encodings)),
  delimiter: z.optional(z.enum(delimiters)),
  lineEnds: z.optional(z.enum(lineEnds)),
  dates: z.optional(z.enum(dateOrders)),
  titlesAt: z.optional(z.int().check(z.minimum(0), z.maximum(lastTitlesLine))),
})

/** Which rows of an opened table are shown, in which order. All that is given has to hold. */
export const TableSelection = z.object({
  /** Every word must be in some displayed column. */
  search: z.string().check(z.maxLength(1000)),
  /** In each of these columns one of the values. */
  filters: z
    .array(z.object({ column: ColumnAt, values: z.array(z.string()).check(z.maxLength(500)) }))
    .check(z.maxLength(20)),
  /** Of a comparison; empty for all. */
  changes: z.array(z.enum(changeKinds)),
  /** Ages of the table's time, or of now for what is live; empty for all. */
  ages: z.array(z.enum(ageClasses)),
  ageLimits: AgeLimits,
  /** `null`: as the file has it; in a comparison by the name. */
  sort: z.nullable(z.object({ column: ColumnAt, descending: z.boolean() })),
  /** The displayed columns in their order: searched, and written. */
  columns: z.array(ColumnAt).check(z.minLength(1), z.maxLength(10_000)),
})
export type TableSelection = z.output<typeof TableSelection>

export type OpenMessage =
  | { kind: 'reading'; bytes: number; of: number; rows: number }
  /**
   * Not read: it has about `rows` rows and would take about `memory` bytes; `limit` is what this machine gives.
   * Nothing follows.
   */
  | { kind: 'large'; rows: number; memory: number; limit: number; seconds: number }
  | { kind: 'opened'; table: string; snapshot: Snapshot }
  /** The file differs from what was read, or is not there anymore; what was read is kept. */
  | { kind: 'file'; state: 'as-read' | 'changed' | 'gone' }

const Side = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('table'), table: Id }),
  z.object({ kind: z.literal('live'), context: ContextName }),
])
export type SideAsked = z.output<typeof Side>

export type CompareMessage =
  /** Told again, under the same name, after each change of a live side. */
  { kind: 'compared'; table: string; comparison: Comparison }

export interface FileNotRead {
  file: SnapshotFile
  failure: Failure
}

export type HistoryMessage =
  /** `null`: no folder is chosen yet. Nothing follows then. */
  | { kind: 'folder'; folder: string | null }
  | { kind: 'reading'; files: number; of: number }
  /**
   * The snapshots of one cluster, oldest first, told again after each change of the folder. `events` names a table of
   * what happened between neighbours, newest first: when, what, which credential, and the cells that changed.
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

/** How saving a snapshot of a context went. */
export type DailyTry = { context: string; at: string } & (
  { path: string; isUnconfirmed: boolean } | { failure: Failure }
)

export interface DailyState {
  /** The contexts of which a snapshot is kept every day. */
  contexts: string[]
  folder: string | null
  /** The last try of each in this run. */
  last: DailyTry[]
}

export const snapshots = {
  /** Asks for files by the native open dialog; empty when it was cancelled. */
  choose: operation({ in: z.object({}), out: carries<SnapshotFile[]>() }),
  /** Takes a file that was dropped on the window. */
  drop: drop(carries<SnapshotFile>()),
  /** The files that were opened, the last one first. */
  recent: operation({ in: z.object({}), out: carries<SnapshotFile[]>() }),
  forget: operation({ in: z.object({ file: Id }), out: carries<SnapshotFile[]>() }),
  /** Gives, once, the files that the command line named. */
  toReview: operation({ in: z.object({}), out: carries<SnapshotFile[]>() }),
  /** A second start named files: they are to be shown in this window. */
  asked: announcement(carries<SnapshotFile[]>()),

  /** Reads a file and keeps it as a table until stopped. */
  open: stream({ in: z.object({ file: Id, evenIfLarge: z.boolean() }), messages: carries<OpenMessage>() }),
  /**
   * Says how a file is to be read from now on, in this run and later ones; what is not given is found out. Tables of it
   * that are open stay as they are.
   */
  readAs: operation({ in: z.object({ file: Id, as: ReadAsSchema }), out: carries<null>() }),
  /** Compares two tables, or one with the live list, and keeps what differs as a table until stopped. */
  compare: stream({ in: z.object({ before: Side, after: Side }), messages: carries<CompareMessage>() }),

  /** Selects and orders the rows of a table; `rows` then gives them by their place in it. */
  select: operation({
    in: z.object({ table: Id, selection: TableSelection }),
    out: carries<{ selected: number; version: number }>(),
  }),
  /** Rows of the last selection. `version` is that selection's; the rows are empty if it is another by now. */
  rows: operation({
    in: z.object({
      table: Id,
      version: Index,
      from: Index,
      count: z.int().check(z.minimum(1), z.maximum(500)),
    }),
    out: carries<{ rows: TableRow[] }>(),
  }),
  /** What the selected rows are called, from a place on; none where another version is selected by now. */
  ids: operation({
    in: z.object({
      table: Id,
      version: Index,
      from: Index,
      count: z.int().check(z.minimum(1), z.maximum(mostIdsAtOnce)),
    }),
    out: carries<{ ids: number[] }>(),
  }),
  /** Those of the names whose rows are in the table still, after it was renewed. */
  kept: operation({ in: z.object({ table: Id, ids: Ids }), out: carries<{ ids: number[] }>() }),
  /** The rows of these names, in that order; those that are gone are left out. */
  named: operation({
    in: z.object({ table: Id, ids: z.array(Index).check(z.maxLength(500)) }),
    out: carries<{ rows: TableRow[] }>(),
  }),
  /** The values of a column with the most rows, at most 500 of `distinct`. */
  facets: operation({
    in: z.object({ table: Id, column: ColumnAt }),
    out: carries<{ values: FacetValue[]; distinct: number }>(),
  }),
  /** How old the rows are that pass everything of the selection but its ages. */
  ages: operation({ in: z.object({ table: Id, selection: TableSelection }), out: carries<Ages>() }),
  /**
   * Asks where to, then writes the selected rows as CSV or, of a comparison, as an HTML report. With `ids` the rows of these
   * names are written, whatever the search and the filters say, as far as they are there when it is written.
   */
  save: stream({
    in: z.object({
      table: Id,
      selection: TableSelection,
      as: z.enum(['csv', 'html']),
      ids: z.optional(Ids),
    }),
    messages: carries<DownloadMessage>(),
  }),

  /** Asks for the folder of the history by the native dialog; `null` when it was cancelled. */
  chooseFolder: operation({ in: z.object({}), out: carries<{ folder: string } | null>() }),
  /** Reads the snapshots of the chosen folder and follows it until stopped. Empty `cluster`: the one with the most. */
  history: stream({
    in: z.object({ cluster: z.string().check(z.maxLength(1024)) }),
    messages: carries<HistoryMessage>(),
  }),
  /** The life of the credential of a row of the events: from its first to its last appearance. */
  life: operation({
    in: z.object({ table: Id, version: Index, row: Index }),
    out: carries<{ name: string; events: LifeEvent[] }>(),
  }),
  daily: operation({ in: z.object({}), out: carries<DailyState>() }),
  /** Keeps a snapshot of a context in the folder every day while Credenza runs, or no more. */
  keepDaily: operation({
    in: z.object({ context: ContextName, isOn: z.boolean() }),
    out: carries<DailyState>(),
  }),
  /** A daily snapshot was taken, or failed. */
  dailyTaken: announcement(carries<DailyState>()),
}
