import * as z from 'zod/mini'
import { DraftFields, DraftKey } from '../../../shared/contract/drafts.ts'

/** Until November 2026 a draft named its scope by `name` instead of `id`. */
function withScopeId(fields: unknown): unknown {
  const older = ScopeByName.safeParse(fields)
  if (!older.success) return fields
  const { place, ...others } = older.data
  const { name, ...scope } = place.scope
  return { ...others, place: { ...place, scope: { id: name, ...scope } } }
}
const ScopeByName = z.looseObject({
  place: z.looseObject({ scope: z.looseObject({ name: z.string() }) }),
})

const StoredDraft = z.extend(DraftKey, {
  /** The context's cluster (`draftCluster`). Until November 2026, drafts only had the context's name. */
  cluster: z.optional(z.string().check(z.maxLength(64))),
  savedAt: z.string(),
  fields: z.pipe(z.transform(withScopeId), DraftFields),
})
export type StoredDraft = z.output<typeof StoredDraft>

/** What is or may be in the keychain. Never contains a value. */
const EntryIndex = z.object({
  /** False if entries of an earlier run may be missing, for example after the settings file was lost. */
  isComplete: z.boolean(),
  /** `until` in milliseconds since 1970. 0 if an entry must be deleted as soon as possible. */
  entries: z.array(z.object({ account: z.string(), until: z.number() })),
})
export type EntryIndex = z.output<typeof EntryIndex>

/** The settings about drafts. */
export const storedDrafts = {
  drafts: z.catch(z._default(z.array(StoredDraft), []), []),
  draftEntries: z.catch(z._default(EntryIndex, { isComplete: true, entries: [] }), {
    isComplete: false,
    entries: [],
  }),
}
