import * as z from 'zod/mini'
import { columnIds } from '../columns.ts'
import { credentialFilterIds } from '../filter-fields.ts'
import { AgeLimits, ExpiryDays } from './age-limits.ts'
import { ContextName } from './contexts.ts'
import { carries, stream } from './define.ts'
import { filterSchema, mostFilters } from './filters.ts'
import { Uid } from './names.ts'

/** Which of the rows are shown, in which order: the same function selects them in the window and for the CSV. */
export const RowSelection = z.object({
  search: z.string().check(z.maxLength(1000)),
  /** The columns whose texts are searched: those that are displayed, and what stands below a name. */
  searched: z.array(z.enum(columnIds)).check(z.maxLength(columnIds.length)),
  /** All of them have to hold. */
  filters: z.array(filterSchema(z.enum(credentialFilterIds))).check(z.maxLength(mostFilters)),
  ageLimits: AgeLimits,
  /** How soon is soon. */
  expiryDays: ExpiryDays,
  /** What ages are of, in milliseconds since 1970. */
  asOf: z.int().check(z.minimum(0), z.maximum(8_640_000_000_000_000)),
  sort: z.object({ column: z.enum(columnIds), descending: z.boolean() }),
  /** The displayed columns in their order, as they are written to the CSV. */
  columns: z.array(z.enum(columnIds)).check(z.minLength(1), z.maxLength(columnIds.length)),
})
export type RowSelection = z.output<typeof RowSelection>

/** Most rows that are named one by one. */
export const mostPicked = 1_000_000

export type DownloadMessage =
  /** The native dialog is open. */
  | { kind: 'asking' }
  | { kind: 'writing'; rows: number; of: number }
  /** `isUnconfirmed`: the system could not confirm that it reached the disk; told once for each folder. */
  | { kind: 'written'; path: string; rows: number; isUnconfirmed: boolean }
  /** The dialog was closed without a choice. */
  | { kind: 'declined' }

export const credentials = {
  /**
   * Asks where to, then writes rows of an open context as CSV; stopping it leaves no file. With `uids` these rows are
   * written, whatever the filters and the search say; sort and columns are those of the selection.
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
