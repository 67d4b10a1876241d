import * as z from 'zod/mini'
import { mostAgeDays } from '../rotation.ts'

/** Maximum characters of a choice's key. A longer text is represented by its beginning. */
export const longestFilterKey = 600
/** Maximum number of choices in one filter. A department may have thousands of projects. */
const mostFilterKeys = 5000
/** Maximum number of filters. */
export const mostFilters = 40

const Days = z.catch(z.nullable(z.int().check(z.minimum(1), z.maximum(mostAgeDays))), null)

/** A filter of a table whose fields have the ids of `field`. In files of an earlier version these are any texts. */
export const filterSchema = <F extends string>(field: z.ZodMiniType<F>) =>
  z.object({
    field,
    /** Inverts it: shows what it would hide. */
    isNot: z.catch(z.boolean(), false),
    /** A row with any of these choices passes. */
    keys: z.array(z.string().check(z.maxLength(longestFilterKey))).check(z.maxLength(mostFilterKeys)),
    /** More than this many days ago, or for future times, from now. */
    over: Days,
    /** At most this many days ago, or from now. With `over`, both must match. */
    within: Days,
  })

/** A filter on one field. A row passes by one of the keys, or by the days. */
export interface Filter<F extends string> {
  field: F
  isNot: boolean
  keys: string[]
  over: number | null
  within: number | null
}
