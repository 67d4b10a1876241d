import * as z from 'zod/mini'
import { columnIds } from '../columns.ts'
import { credentialFilterIds } from '../filter-fields.ts'
import { AgeLimits, ExpiryDays } from './age-limits.ts'
import { ContextName } from './contexts.ts'
import { carries, stream } from './define.ts'
import { filterSchema, mostFilters } from './filters.ts'
import { Uid } from './names.ts'

/** Which rows are shown, in which order. The same function selects them in the window and for the CSV. */
export const RowSelection = z.object({
  search: z.string().check(z.maxLength(1000)),
  /** The columns to search: the displayed ones, and the text below a name. */
  searched: z.array(z.enum(columnIds)).check(z.maxLength(columnIds.length)),
  /** All of them must match. */
  filters: z.array(filterSchema(z.enum(credentialFilterIds))).check(z.maxLength(mostFilters)),
  ageLimits: AgeLimits,
  /** Within how many days an expiry counts as soon. */
  expiryDays: ExpiryDays,
  /** The time for which ages are computed, in milliseconds since 1970. */
  asOf: z.int().check(z.minimum(0), z.maximum(8_640_000_000_000_000)),
  sort: z.object({ column: z.enum(columnIds), descending: z.boolean() }),
  /** The displayed columns in order, as the CSV contains them. */
  columns: z.array(z.enum(columnIds)).check(z.minLength(1), z.maxLength(columnIds.length)),
})
export type RowSelection = z.output<typeof RowSelection>

/** Maximum number of rows selected individually. */
export const mostPicked = 1_000_000

export type DownloadMessage =
  /** The native dialog is open. */
  | { kind: 'asking' }
  | { kind: 'writing'; rows: number; of: number }
  /** A report with this many rows becomes a PDF. */
  | { kind: 'printing'; rows: number }
  /** `isUnconfirmed`: the system couldn't confirm that the file reached the disk. Reported once per folder. */
  | { kind: 'written'; path: string; rows: number; isUnconfirmed: boolean }
  /** The dialog was cancelled. */
  | { kind: 'declined' }

export const credentials = {
  /**
   * Asks for a file, then writes rows of an open context as CSV. Stopping leaves no file. With `uids` exactly these
   * rows are written, whatever the filters and the search; sort order and columns are those of the selection.
   */
  download: stream({
    in: z.object({
      context: ContextName,
      selection: RowSelection,
      uids: z.optional(z.array(Uid).check(z.minLength(1), z.maxLength(mostPicked))),
    }),
    messages: carries<DownloadMessage>(),
  }),
}
