import type { ColumnId } from './columns.ts'

/**
 * A file that the main process may read as a snapshot: chosen in a dialog, dropped, named on the command line, or a
 * recent one. The window names it by its id alone and can make none up.
 */
export interface SnapshotFile {
  id: string
  /** The file's name and the folder it is in, as they are shown. */
  name: string
  folder: string
}

/** Encodings of text; those of Unicode are found out for certain, all others guessed. */
export const encodings = [
  'UTF-8',
  'UTF-16 LE',
  'UTF-16 BE',
  'Windows-1252',
  'Windows-1250',
  'Windows-1251',
  'Windows-1253',
  'Windows-1254',
  'Windows-1255',
  'Windows-1256',
  'Windows-1257',
  'Windows-1258',
  'Windows-874',
  'ISO-8859-2',
  'ISO-8859-5',
  'ISO-8859-7',
  'ISO-8859-15',
  'KOI8-R',
  'KOI8-U',
  'Mac Roman',
  'Mac Central European',
  'Mac Cyrillic',
  'DOS 437',
  'DOS 850',
  'DOS 852',
  'DOS 866',
  'Shift-JIS',
  'EUC-JP',
  'GB18030',
  'Big5',
  'EUC-KR',
] as const
export type Encoding = (typeof encodings)[number]

/** What may stand between cells; the first four are found out, the others named by the file or chosen. */
export const delimiters = [',', ';', '\t', '|', ':', ' ', '^', '~'] as const
export type Delimiter = (typeof delimiters)[number]

/** Which number of a date such as 03/04/2026 is the day. */
export const dateOrders = ['day-first', 'month-first'] as const
export type DateOrder = (typeof dateOrders)[number]

/** What ends a row: `any` mix of line breaks, or one kind alone, so that all others stay in the cells. */
export const lineEnds = ['any', '\r\n', '\n', '\r'] as const
export type LineEnds = (typeof lineEnds)[number]

/** How a file is to be read. What is not given is found out. */
export interface ReadAs {
  encoding?: Encoding | undefined
  delimiter?: Delimiter | undefined
  lineEnds?: LineEnds | undefined
  /** The line in which the titles stand, from 1; 0: it has none. */
  titlesAt?: number | undefined
  /** For dates of which the file itself does not tell. */
  dates?: DateOrder | undefined
}

/** One column of an opened table. `id`: which of Credenza's columns it is, `null` for one that it does not know. */
export interface TableColumn {
  title: string
  id: ColumnId | null
  /** Made from other columns, such as the age: it is never compared. */
  isDerived: boolean
}

/** What should be known of a file that could be read all the same. Lines count from 1. */
export type SnapshotRemark =
  /** Rows with more or fewer cells than there are titles; missing ones are empty, further ones under titles of their own. */
  | { code: 'rows-unequal'; rows: number; lines: number[] }
  /** More columns than a table has: what stands beyond them is in the last one. */
  | { code: 'columns-joined'; cells: number; most: number }
  /** The cells fall into columns as well where `others` separate them, and no title tells. */
  | { code: 'delimiter-guessed'; delimiter: Delimiter; others: Delimiter[] }
  /** How many lines before the titles are not rows; `firstLine` is the first of them. `titlesAt` is the titles' line. */
  | { code: 'lines-before-titles'; lines: number; firstLine: number; titlesAt: number }
  /** Lines that say the titles again, as where files were joined: they are no rows. */
  | { code: 'titles-repeated'; rows: number; lines: number[] }
  /** Lines of nothing but separators, which are no rows. */
  | { code: 'rows-blank'; rows: number; lines: number[] }
  /** Lines end in different ways: how many in which. */
  | { code: 'line-ends-mixed'; ends: Record<'\r\n' | '\n' | '\r', number> }
  /** Quotes within a quoted cell that are not doubled are text. */
  | { code: 'quotes-stray'; count: number; lines: number[] }
  /** A cell in quotes holds what looks like further rows. */
  | { code: 'rows-hidden'; rows: number; lines: number[] }
  /** The later ones got a number behind their title. */
  | { code: 'columns-doubled'; titles: string[] }
  | { code: 'columns-untitled'; count: number }
  /** A quote that is opened in this line is never closed: all that follows it is in one cell. */
  | { code: 'quote-unclosed'; line: number }
  /** Bytes of value zero, which are shown as a sign. */
  | { code: 'nul-bytes'; count: number }
  /** Bytes that are no text in the file's encoding, in rows that begin in these lines. */
  | { code: 'bytes-garbled'; count: number; encoding: Encoding; lines: number[] }
  /** It is not Unicode, and nothing in it names its encoding. `others`: what it may be as well, the likeliest first. */
  | { code: 'encoding-guessed'; encoding: Encoding; others: Encoding[] }
  /**
   * Dates such as 03/04/2026: no row tells which number is the day, or rows contradict each other. `readAs` is `null`
   * where nothing speaks for either: they stay text until someone says it.
   */
  | { code: 'dates-ambiguous'; titles: string[]; readAs: DateOrder | null; isChosen: boolean }
  /** Numbers of days, as a spreadsheet keeps times: they are read as such. */
  | { code: 'times-numbers'; titles: string[]; rows: number }
  /** Years of two digits, which are taken for those of 2000 on. */
  | { code: 'years-short'; titles: string[]; rows: number }
  /** Cells of columns of times that hold something else, or a time long ago or far ahead: they stay text. */
  | { code: 'times-unread'; titles: string[]; rows: number; examples: string[] }
  /** It ends in the middle of the row that begins in this line: the rest of it is missing. */
  | { code: 'file-cut'; line: number }
  /** Credenza wrote it, but it isn't a snapshot. */
  | { code: 'no-snapshot'; holds: Exclude<SnapshotContent, 'credentials'> }
  /** None of the titles is one of Credenza's or the console's. */
  | { code: 'no-known-column' }
  /** It was written to while it was read: part of it may be older, and part newer. */
  | { code: 'changed-while-read' }
  | { code: 'no-rows' }

/** What the rows of a file are: credentials, or what Credenza made of several snapshots. */
export type SnapshotContent = 'credentials' | 'changes' | 'events'

/** Where a file comes from, as its titles tell. Both Credenza and the console may write the same ones. */
export type SnapshotMaker = 'credenza' | 'console' | 'credenza-or-console' | 'other'

/** An opened snapshot. Times are ISO 8601 in UTC. */
export interface Snapshot {
  file: SnapshotFile
  columns: TableColumn[]
  rows: number
  bytes: number
  /** The SHA-256 of the bytes that were read, in hexadecimal digits. */
  sha256: string
  maker: SnapshotMaker
  holds: SnapshotContent
  /** It ends in the middle of a row. */
  isCut: boolean
  encoding: Encoding
  hasByteOrderMark: boolean
  delimiter: Delimiter
  /** The line in which the titles stand; 0 where the file has none. */
  titlesAt: number
  /** What of its form was said, and not found out. */
  readAs: ReadAs
  /** When it was made: as its name says, else when the file was last changed. */
  madeAt: string
  madeAtFrom: 'name' | 'file'
  /** The clusters that its rows name, at most ten of `clusterCount`; else the one of its name. */
  clusters: string[]
  clusterCount: number
  remarks: SnapshotRemark[]
}

/** What became of a row. `unmatched`: whether the other side has it can't be told. */
export const changeKinds = ['added', 'removed', 'changed', 'unchanged', 'unmatched'] as const
export type ChangeKind = (typeof changeKinds)[number]

/** All that is not the same on both sides for certain. */
export const differenceKinds: readonly ChangeKind[] = ['added', 'removed', 'changed', 'unmatched']

/** One side of a comparison: an opened file with its SHA-256, or the live list of an open context with its server. */
export type ComparedSide =
  | { kind: 'table'; name: string; at: string; rows: number; sha256: string }
  | { kind: 'live'; name: string; at: string; rows: number; server: string; user: string }

/** An opened file as a side of a comparison. */
export const snapshotSide = ({ file, madeAt, rows, sha256 }: Snapshot): ComparedSide => ({
  kind: 'table',
  name: file.name,
  at: madeAt,
  rows,
  sha256,
})

/** A column of a comparison; one that only one side has counts as no change. */
export interface ComparedColumn extends TableColumn {
  in: 'both' | 'before' | 'after'
}

/** `no-key`: the row has no name to be matched by; `key-doubled`: several rows of its side have the same one. */
export const unmatchedReasons = ['no-key', 'key-doubled'] as const
export type UnmatchedReason = (typeof unmatchedReasons)[number]

/** Rows that couldn't be matched, and why: they count neither as added nor as removed. */
export interface UnmatchedRows {
  side: 'before' | 'after'
  reason: UnmatchedReason
  rows: number
  /** What the first ones are called, at most five. */
  examples: string[]
}

/**
 * What differs between two tables. The rows of a side are its removed (A) or added (B), changed, unchanged and unmatched
 * ones.
 */
export interface Comparison {
  before: ComparedSide
  after: ComparedSide
  columns: ComparedColumn[]
  counts: Record<ChangeKind, number>
  /** What rows were matched by; `both` if some rows have no Kubernetes name. */
  matchedBy: 'kubernetes-name' | 'credential-name' | 'both' | 'nothing'
  /** The cluster is part of the key only where both sides tell it. */
  isClusterMatched: boolean
  unmatched: UnmatchedRows[]
}

/** Whether the two have any column in common that could be compared; where not, nothing could be matched. */
export const hasCommonColumn = ({ columns }: Pick<Comparison, 'columns'>): boolean =>
  columns.some((column) => column.in === 'both' && !column.isDerived)

/** One row as the window shows it; a cell longer than `longestCell` is cut. */
export interface TableRow {
  /** What the row is called as long as its table is open, also where that is renewed. */
  id: number
  /** By the table's columns. Known columns are in Credenza's words, times in ISO 8601. */
  cells: string[]
  /** In a comparison. */
  change?: ChangeKind
  /** In a changed row: what was in the cells before, `null` in those that are the same. */
  before?: (string | null)[]
}

/** Longest cell that crosses to the window, in UTF-16 units. */
export const longestCell = 2000

/** A value that can be filtered by in one column, and how many rows have it. */
export interface FacetValue {
  value: string
  count: number
}

/** One snapshot of a history. */
export interface HistoryPoint {
  file: SnapshotFile
  at: string
  rows: number
  /** It ends within a row, so that it is compared with no other one. */
  isCut: boolean
  /** How many rows have a value, by the column. A column that the file does not have has no entry. */
  by: Partial<Record<HistoryGrouping, FacetValue[]>>
  /** Against the one before; zero in the first. */
  added: number
  removed: number
  changed: number
}

/** A file of the folder that Credenza wrote, but that isn't a snapshot. */
export interface LeftOutFile {
  file: SnapshotFile
  holds: SnapshotContent
}

export const historyGroupings = ['type', 'scope', 'status'] as const
export type HistoryGrouping = (typeof historyGroupings)[number]

/** One step in the life of a credential. */
export interface LifeEvent {
  at: string
  file: SnapshotFile
  kind: 'appeared' | 'changed' | 'rotated' | 'disappeared' | 'reappeared' | 'there'
  /** Of a change: which cells, before and after. */
  changes: { title: string; id: ColumnId | null; before: string; after: string }[]
}
