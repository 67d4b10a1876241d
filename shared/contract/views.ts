import * as z from 'zod/mini'
import { filterSchema, mostFilters } from './filters.ts'

/** The longest name of a saved view, in characters. */
export const longestViewName = 253
/** So many views are saved. */
export const mostSavedViews = 100
/** So many contexts keep what their lists showed. */
export const mostContextViews = 50

/** A column or a filter by its id, which another version may not have. */
const Name = z.string().check(z.maxLength(120))

/** What is searched, filtered and sorted by. */
const shownParts = {
  search: z.string().check(z.maxLength(1000)),
  filters: z.array(filterSchema(Name)).check(z.maxLength(mostFilters)),
  sort: z.object({ column: Name, descending: z.boolean() }),
}
const viewParts = { ...shownParts, columns: z.array(Name).check(z.maxLength(100)) }

/** What a view of the Credentials page is made of, and what it is called. */
export const ViewParts = z.object({
  name: z.string().check(z.minLength(1), z.maxLength(longestViewName)),
  ...viewParts,
})
export type ViewParts = z.output<typeof ViewParts>

/** A view that was saved; `id` is the same as long as it is there. */
export const SavedView = z.extend(ViewParts, { id: z.string().check(z.minLength(1), z.maxLength(40)) })
export type SavedView = z.output<typeof SavedView>

/** What the list of a context showed last: by itself, and under a saved view, with what was changed since. */
export const ContextView = z.object({
  context: z.string().check(z.maxLength(1024)),
  ...shownParts,
  view: z.nullable(z.object({ id: z.string().check(z.maxLength(40)), ...viewParts })),
})
export type ContextView = z.output<typeof ContextView>
