import type { ColumnId } from './columns.ts'

/**
 * A file that the main process may read as a snapshot: chosen in a dialog, dropped, named on the command line, or a
 * recent one. The window knows only its id, and can't make one up.
 */
export interface SnapshotFile {
  id: string
  /** The file's name and folder for display. */
  name: string
  folder: string
}

/** Text encodings. Unicode encodings are detected reliably, all others are guessed. */
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

/** Cell separators. The first four are detected, the others are named by the file or chosen. */
export const delimiters = [',', ';', '\t', '|', ':', ' ', '^', '~'] as const
export type Delimiter = (typeof delimiters)[number]

/** Which number is the day in a date such as 03/04/2026. */
export const dateOrders = ['day-first', 'month-first'] as const
export type DateOrder = (typeof dateOrders)[number]

/** What ends a row: `any` mix of line breaks, or only one kind, so that all others are part of cells. */
export const lineEnds = ['any', '\r\n', '\n', '\r'] as const
export type LineEnds = (typeof lineEnds)[number]

/** How to read a file. What is absent is detected. */
export interface ReadAs {
  encoding?: Encoding | undefined
  delimiter?: Delimiter | undefined
  lineEnds?: LineEnds | undefined
  /** The header line, from 1. 0 for none. */
  titlesAt?: number | undefined
  /** For dates that the file leaves ambiguous. */
  dates?: DateOrder | undefined
}

/** One column of an opened table. `id` is Credenza's column, `null` for an unknown one. */
export interface TableColumn {
  title: string
  id: ColumnId | null
  /** Derived from other columns, like the age. Never compared. */
  isDerived: boolean
}

/** What is unusual in a file that could still be read. Lines count from 1. */
export type SnapshotRemark =
  /**
   * Rows with more or fewer cells than there are titles. Missing cells are empty; extra ones get columns of their own.
   */
  | { code: 'rows-unequal'; rows: number; lines: number[] }
  /** More columns than a table can have. The last one contains the rest. */
  | { code: 'columns-joined'; cells: number; most: number }
  /** The cells also form columns with `others` as separators, and no title decides. */
  | { code: 'delimiter-guessed'; delimiter: Delimiter; others: Delimiter[] }
  /** Lines before the header that aren't rows. `firstLine` is the first of them, `titlesAt` the header line. */
  | { code: 'lines-before-titles'; lines: number; firstLine: number; titlesAt: number }
  /** Lines that repeat the header, as in concatenated files. They aren't rows. */
  | { code: 'titles-repeated'; rows: number; lines: number[] }
  /** Lines with only separators, which aren't rows. */
  | { code: 'rows-blank'; rows: number; lines: number[] }
  /** Different line endings: the number of lines for each. */
  | { code: 'line-ends-mixed'; ends: Record<'\r\n' | '\n' | '\r', number> }
  /** Undoubled quotes within a quoted cell are treated as text. */
  | { code: 'quotes-stray'; count: number; lines: number[] }
  /** A quoted cell contains what looks like more rows. */
  | { code: 'rows-hidden'; rows: number; lines: number[] }
  /** Later columns with the same title got a number after it. */
  | { code: 'columns-doubled'; titles: string[] }
  | { code: 'columns-untitled'; count: number }
  /** A quote that opens in this line is never closed: everything after it is in one cell. */
  | { code: 'quote-unclosed'; line: number }
  /** NUL bytes, which are displayed as a symbol. */
  | { code: 'nul-bytes'; count: number }
  /** Bytes that aren't text in the file's encoding, in rows that begin at these lines. */
  | { code: 'bytes-garbled'; count: number; encoding: Encoding; lines: number[] }
  /** It isn't Unicode, and nothing in it names its encoding. `others`: other candidates, most likely first. */
  | { code: 'encoding-guessed'; encoding: Encoding; others: Encoding[] }
  /**
   * Dates such as 03/04/2026: no row shows which number is the day, or rows contradict each other. `readAs` is `null`
   * if there is no evidence: they stay text until someone chooses.
   */
  | { code: 'dates-ambiguous'; titles: string[]; readAs: DateOrder | null; isChosen: boolean }
  /** Numbers of days, as spreadsheets store times, which are read as times. */
  | { code: 'times-numbers'; titles: string[]; rows: number }
  /** Two-digit years, which are read as 2000 and later. */
  | { code: 'years-short'; titles: string[]; rows: number }
  /** Cells in time columns that contain something else, or a time too long ago or too far ahead. They stay text. */
  | { code: 'times-unread'; titles: string[]; rows: number; examples: string[] }
  /** It ends within the row that begins at this line. The rest is missing. */
  | { code: 'file-cut'; line: number }
  /** Credenza wrote it, but it isn't a snapshot. */
  | { code: 'no-snapshot'; holds: OtherContent }
  /** No title is one of Credenza's or the console's. */
  | { code: 'no-known-column' }
  /** It was written to while it was read, so that it may mix older and newer parts. */
  | { code: 'changed-while-read' }
  | { code: 'no-rows' }

/** What a file contains. */
export type SnapshotContent = 'credentials' | OtherContent
/** What Credenza saves besides snapshots: what it derived from several, or secrets that aren't credentials. */
export type OtherContent = 'changes' | 'events' | 'secrets'

/** Who wrote a file, according to its titles. Credenza and the console may write the same ones. */
export type SnapshotMaker = 'credenza' | 'console' | 'credenza-or-console' | 'other'

/** An opened snapshot. Times are ISO 8601 in UTC. */
export interface Snapshot {
  file: SnapshotFile
  columns: TableColumn[]
  rows: number
  bytes: number
  /** The SHA-256 of the bytes that were read, in hexadecimal. */
  sha256: string
  maker: SnapshotMaker
  holds: SnapshotContent
  /** It ends within a row. */
  isCut: boolean
  encoding: Encoding
  hasByteOrderMark: boolean
  delimiter: Delimiter
  /** The header line. 0 if the file has none. */
  titlesAt: number
  /** The parts of its format that were chosen, not detected. */
  readAs: ReadAs
  /** When it was made: according to its name, otherwise when the file was last changed. */
  madeAt: string
  madeAtFrom: 'name' | 'file'
  /** The clusters in its rows, at most ten of `clusterCount`; otherwise the one in its name. */
  clusters: string[]
  clusterCount: number
  remarks: SnapshotRemark[]
}

/** The formats in which rows of a table are saved. All but CSV are reports of a comparison. */
export const tableForms = ['csv', 'html', 'pdf'] as const
export type TableForm = (typeof tableForms)[number]

/** How a row changed. `unmatched`: it is unknown whether the other side has it. */
export const changeKinds = ['added', 'removed', 'changed', 'unchanged', 'unmatched'] as const
export type ChangeKind = (typeof changeKinds)[number]

/** Everything that isn't certainly the same on both sides. */
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

/** A column of a comparison. One that only one side has doesn't count as a change. */
export interface ComparedColumn extends TableColumn {
  in: 'both' | 'before' | 'after'
}

/** `no-key`: the row has no name for matching; `key-doubled`: several rows of its side have the same one. */
export const unmatchedReasons = ['no-key', 'key-doubled'] as const
export type UnmatchedReason = (typeof unmatchedReasons)[number]

/** Rows that couldn't be matched, and why. They count neither as added nor as removed. */
export interface UnmatchedRows {
  side: 'before' | 'after'
  reason: UnmatchedReason
  rows: number
  /** The names of the first ones, at most five. */
  examples: string[]
}

/**
 * The differences between two tables. Side A has the removed, side B the added rows; both have changed, unchanged and
 * unmatched ones.
 */
export interface Comparison {
  before: ComparedSide
  after: ComparedSide
  columns: ComparedColumn[]
  counts: Record<ChangeKind, number>
  /** What rows were matched by. `both` if some rows have no Kubernetes name. */
  matchedBy: 'kubernetes-name' | 'credential-name' | 'both' | 'nothing'
  /** The cluster is part of the key only if both sides contain it. */
  isClusterMatched: boolean
  unmatched: UnmatchedRows[]
}

/** Whether the two have a comparable column in common. If not, nothing could be matched. */
export const hasCommonColumn = ({ columns }: Pick<Comparison, 'columns'>): boolean =>
  columns.some((column) => column.in === 'both' && !column.isDerived)

/** One row as the window shows it. A cell longer than `longestCell` is cut. */
export interface TableRow {
  /** The row's id while its table is open, even after the table was renewed. */
  id: number
  /** By the table's columns. Known columns use Credenza's terms, and times ISO 8601. */
  cells: string[]
  /** Only in a comparison. */
  change?: ChangeKind
  /** Only in a changed row: the previous cells, `null` where unchanged. */
  before?: (string | null)[]
}

/** Maximum length of a cell that is sent to the window, in UTF-16 units. */
export const longestCell = 2000

/** A value of a column to filter by, and how many rows have it. */
export interface FacetValue {
  value: string
  count: number
}

/** One snapshot of a history. */
export interface HistoryPoint {
  file: SnapshotFile
  at: string
  rows: number
  /** It ends within a row, so that it isn't compared with others. */
  isCut: boolean
  /** The number of rows per value, by column. A column that the file lacks has no entry. */
  by: Partial<Record<HistoryGrouping, FacetValue[]>>
  /** Compared with the previous one. Zero in the first. */
  added: number
  removed: number
  changed: number
}

/** A file in the folder that isn't a snapshot: Credenza saved it for something else, or none of its titles is known. */
export interface LeftOutFile {
  file: SnapshotFile
  holds: OtherContent | 'unknown'
}

export const historyGroupings = ['type', 'scope', 'status'] as const
export type HistoryGrouping = (typeof historyGroupings)[number]

/** One step in the life of a credential. */
export interface LifeEvent {
  at: string
  file: SnapshotFile
  kind: 'appeared' | 'changed' | 'rotated' | 'disappeared' | 'reappeared' | 'there'
  /** For a change: the cells, before and after. */
  changes: { title: string; id: ColumnId | null; before: string; after: string }[]
}
