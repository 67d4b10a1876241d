import * as z from 'zod/mini'
import { columnIds } from '../columns.ts'
import { expiryClasses } from '../expiry.ts'
import { ageClasses } from '../rotation.ts'
import { credentialTypes } from '../credential-types/credential-types.ts'
import { scopeKinds } from '../runai.ts'
import { AgeLimits, ExpiryDays } from './age-limits.ts'
import { usageStates } from '../usage-state.ts'
import { ContextName } from './contexts.ts'
import { carries, stream } from './define.ts'
import { Uid } from './names.ts'

/** Which of the rows are shown, in which order: the same function selects them in the window and for the CSV. */
export const RowSelection = z.object({
  search: z.string().check(z.maxLength(1000)),
  types: z.array(z.enum(credentialTypes)),
  statuses: z.array(z.enum(['ok', 'issues', 'creating', 'deleting', 'none'])),
  scopes: z.array(z.object({ kind: z.enum(scopeKinds), id: z.string() })),
  ages: z.array(z.enum(ageClasses)),
  usages: z.optional(z.array(z.enum(usageStates))),
  ageLimits: AgeLimits,
  expiries: z.array(z.enum(expiryClasses)),
  /** How soon is soon. */
  expiryDays: ExpiryDays,
  /** What ages are of, in milliseconds since 1970. */
  asOf: z.int().check(z.minimum(0), z.maximum(8_640_000_000_000_000)),
  sort: z.object({ column: z.enum(columnIds), descending: z.boolean() }),
  /** The displayed columns in their order: searched, and written to the CSV. */
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
