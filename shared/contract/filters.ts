import * as z from 'zod/mini'
import { mostAgeDays } from '../rotation.ts'

/** The longest key of a choice, in characters: a longer text is known by its beginning. */
export const longestFilterKey = 600
/** So many choices of one filter: a department may have thousands of projects. */
const mostFilterKeys = 5000
/** So many filters at once. */
export const mostFilters = 40

const Days = z.catch(z.nullable(z.int().check(z.minimum(1), z.maximum(mostAgeDays))), null)

/** A filter of a table whose fields have the ids of `field`; of a file of an earlier version these are any texts. */
export const filterSchema = <F extends string>(field: z.ZodMiniType<F>) =>
  z.object({
    field,
    /** Turned round: it lets through what it would hide. */
    isNot: z.catch(z.boolean(), false),
    /** The choices: a row with any of them passes. */
    keys: z.array(z.string().check(z.maxLength(longestFilterKey))).check(z.maxLength(mostFilterKeys)),
    /** More than so many days ago, or for what is to come from now. */
    over: Days,
    /** At most so many days ago, or from now. With `over` both have to hold. */
    within: Days,
  })

/** One field that rows are filtered by. A row passes by one of the keys, or by the days. */
export interface Filter<F extends string> {
  field: F
  isNot: boolean
  keys: string[]
  over: number | null
  within: number | null
}
