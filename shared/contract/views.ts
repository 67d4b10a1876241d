import * as z from 'zod/mini'
import { filterSchema, mostFilters } from './filters.ts'

/** Maximum characters of a view's name. */
export const longestViewName = 253
/** Maximum number of saved views. */
export const mostSavedViews = 100
/** For how many contexts the state of the list is kept. */
export const mostContextViews = 50

/** A column or a filter by its id, which may not exist in another version. */
const Name = z.string().check(z.maxLength(120))

/** Search, filters and sort order. */
const shownParts = {
  search: z.string().check(z.maxLength(1000)),
  filters: z.array(filterSchema(Name)).check(z.maxLength(mostFilters)),
  sort: z.object({ column: Name, descending: z.boolean() }),
}
const viewParts = { ...shownParts, columns: z.array(Name).check(z.maxLength(100)) }

/** The parts of a view of the Credentials page, with its name. */
export const ViewParts = z.object({
  name: z.string().check(z.minLength(1), z.maxLength(longestViewName)),
  ...viewParts,
})
export type ViewParts = z.output<typeof ViewParts>

/** A saved view. `id` never changes. */
export const SavedView = z.extend(ViewParts, { id: z.string().check(z.minLength(1), z.maxLength(40)) })
export type SavedView = z.output<typeof SavedView>

/** The last state of a context's list: without a view, and for each saved view with unsaved changes. */
export const ContextView = z.object({
  context: z.string().check(z.maxLength(1024)),
  ...shownParts,
  view: z.nullable(z.object({ id: z.string().check(z.maxLength(40)), ...viewParts })),
})
export type ContextView = z.output<typeof ContextView>

/** The last state of a table of the Secrets page in a context. */
export const ContextSecrets = z.object({
  context: z.string().check(z.maxLength(1024)),
  part: z.enum(['unused', 'unregistered']),
  ...shownParts,
})
export type ContextSecrets = z.output<typeof ContextSecrets>
