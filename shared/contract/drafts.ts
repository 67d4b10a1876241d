import * as z from 'zod/mini'
import { valueLimit } from '../credential-fields.ts'
import { credentialTypes, formatIds, valueFields } from '../credential-types/credential-types.ts'
import { ContextName } from './contexts.ts'
import { announcement, carries, operation } from './define.ts'
import { KubernetesName, Namespace, Uid } from './names.ts'
import { mostEntries, ScopedNamespace } from './wizard.ts'

/** What a wizard is for: there is one draft for each type, and one for each credential that is rotated. */
export const DraftKey = z.object({
  context: ContextName,
  type: z.enum(credentialTypes),
  /** The credential that gets the values; none for a new one. */
  rotated: z.optional(z.object({ namespace: Namespace, name: KubernetesName, uid: Uid })),
})
export type DraftKey = z.output<typeof DraftKey>

const text = (limit: number) => z.string().check(z.maxLength(limit))

/** A file that was chosen: its name, and its size in bytes. What was in it must be chosen again. */
const DraftFile = z.nullable(z.object({ name: text(255), size: z.int().check(z.minimum(0)) }))

/** What was typed or chosen, as it stood there: none of it must be valid. */
export const DraftFields = z.object({
  place: z.nullable(ScopedNamespace),
  name: text(4096),
  description: text(16_384),
  /** `null` while it is derived from the credential name. */
  kubernetesName: z.nullable(text(4096)),
  source: z.enum(['new', 'existing']),
  /** The chosen existing secret in the namespace of the place, empty for none. */
  secretName: text(4096),
  registryUrl: text(4096),
  /** Of a type that has several formats; `null` while none is chosen. */
  format: z.optional(z.nullable(z.enum(formatIds))),
  /** When the value stops to be valid; `null` for no date. */
  expiresAt: z.optional(z.nullable(text(64))),
  /** The keys of the form `entries`, in their order. */
  entries: z.optional(
    z.array(z.object({ key: text(4096), file: DraftFile })).check(z.maxLength(mostEntries)),
  ),
  /** The file of the form `file`. */
  sshKeyFile: z.optional(DraftFile),
})
export type DraftFields = z.output<typeof DraftFields>

/** Names the typed value of an entry by its place in `DraftFields.entries`, from 0. */
export const entryField = (index: number): string => `entry-${index}`
const isDraftField = (name: string): boolean =>
  (valueFields as readonly string[]).includes(name) || /^entry-\d{1,4}$/.test(name)

/** What was typed into a new secret: by the names of fields (`valueFields`), and of entries (`entryField`). */
const DraftValues = z.record(z.string().check(z.refine(isDraftField)), text(valueLimit))

/** Where values lie: the system's keychain, or the main process's memory until it ends. */
export type KeptIn = 'keychain' | 'memory'

/** A wizard that was not finished. Times are ISO 8601. */
export interface Draft {
  fields: DraftFields
  savedAt: string
  /**
   * `null` if there are none; with `keptIn: 'keychain'`, where the keychain does not hand them out now: it may
   * show its prompt, and reading again then gives them.
   */
  values: Record<string, string> | null
  /** When they are deleted; `null` if there are none. */
  valuesUntil: string | null
  keptIn: KeptIn | null
}

/** Why memory replaces the keychain. */
export type NotInKeychain =
  /** This system has none that can be asked. */
  | 'no-keychain'
  | 'locked'
  /** It did not answer in time; most likely it shows its prompt. Values move there once that is answered. */
  | 'no-answer'
  /** It refused them, as the Windows keychain does with long ones. */
  | 'refused'
  /** What is in the keychain can't be noted in the settings, so it couldn't be deleted for sure. */
  | 'settings-not-written'

/** Where the values of a draft went: `off` if the settings say that none are kept, `null` if there were none. */
export interface KeptDraft {
  keptIn: KeptIn | 'off' | null
  reason?: NotInKeychain
  /** The first time in this run that memory replaces the keychain: to be told once. */
  tell: boolean
}

/** A draft that waits to be continued: what it is for, without what was typed. */
export type WaitingDraft = Pick<DraftKey, 'type' | 'rotated'>

export const drafts = {
  /** The drafts that wait in a context, the newest first. */
  waiting: operation({ in: z.object({ context: ContextName }), out: carries<WaitingDraft[]>() }),
  /** A draft was kept or discarded. */
  changed: announcement(carries<null>()),
  /** Where entered values are kept now: `null` for the keychain, else why memory replaces it. Shows no prompt. */
  place: operation({ in: z.object({}), out: carries<NotInKeychain | null>() }),
  /** What was typed into the wizard of this type and not finished; `null` for nothing. */
  read: operation({ in: DraftKey, out: carries<Draft | null>() }),
  /**
   * Keeps what is typed: fields until they are discarded, values for the minutes of the settings from now on; `null`
   * lets go of those that were kept, and `as-kept` leaves them, which the keychain has not handed out yet.
   */
  keep: operation({
    in: z.extend(DraftKey, {
      fields: DraftFields,
      values: z.nullable(z.union([DraftValues, z.literal('as-kept')])),
    }),
    out: carries<KeptDraft>(),
  }),
  /** Deletes a draft with its values: it was finished, or is not wanted. */
  discard: operation({ in: DraftKey, out: carries<null>() }),
}
