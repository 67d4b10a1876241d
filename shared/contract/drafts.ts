import * as z from 'zod/mini'
import { valueLimit } from '../credential-fields.ts'
import { credentialTypes, formatIds, valueFields } from '../credential-types/credential-types.ts'
import { ContextName } from './contexts.ts'
import { announcement, carries, operation } from './define.ts'
import { KubernetesName, Namespace, Uid } from './names.ts'
import { mostEntries, ScopedNamespace } from './wizard.ts'

/** What a wizard is for. There is one draft per type, and one per credential that is rotated. */
export const DraftKey = z.object({
  context: ContextName,
  type: z.enum(credentialTypes),
  /** The credential to rotate. Absent for a new one. */
  rotated: z.optional(z.object({ namespace: Namespace, name: KubernetesName, uid: Uid })),
})
export type DraftKey = z.output<typeof DraftKey>

const text = (limit: number) => z.string().check(z.maxLength(limit))

/** A chosen file: its name, and its size in bytes. Its content must be chosen again. */
const DraftFile = z.nullable(z.object({ name: text(255), size: z.int().check(z.minimum(0)) }))

/** What was typed or chosen, unchanged. It may be invalid. */
export const DraftFields = z.object({
  place: z.nullable(ScopedNamespace),
  name: text(4096),
  description: text(16_384),
  /** `null` while it is derived from the credential name. */
  kubernetesName: z.nullable(text(4096)),
  source: z.enum(['new', 'existing']),
  /** The chosen existing secret in the namespace of the place. Empty for none. */
  secretName: text(4096),
  registryUrl: text(4096),
  /** For a type with several formats. `null` while none is chosen. */
  format: z.optional(z.nullable(z.enum(formatIds))),
  /** When the value stops working. `null` for no date. */
  expiresAt: z.optional(z.nullable(text(64))),
  /** The keys of the form `entries`, in order. */
  entries: z.optional(
    z.array(z.object({ key: text(4096), file: DraftFile })).check(z.maxLength(mostEntries)),
  ),
  /** The file of the form `file`. */
  sshKeyFile: z.optional(DraftFile),
})
export type DraftFields = z.output<typeof DraftFields>

/** Names the value of an entry by its index in `DraftFields.entries`. */
export const entryField = (index: number): string => `entry-${index}`
const isDraftField = (name: string): boolean =>
  (valueFields as readonly string[]).includes(name) || /^entry-\d{1,4}$/.test(name)

/** The entered values by the names of fields (`valueFields`) and entries (`entryField`). */
const DraftValues = z.record(z.string().check(z.refine(isDraftField)), text(valueLimit))

/** Where values are kept: in the system's keychain, or in the main process's memory until it ends. */
export type KeptIn = 'keychain' | 'memory'

/** An unfinished wizard. Times are ISO 8601. */
export interface Draft {
  fields: DraftFields
  savedAt: string
  /**
   * `null` if there are none. With `keptIn: 'keychain'`, `null` if the keychain doesn't return them now: it may be
   * showing its prompt, and reading again then returns them.
   */
  values: Record<string, string> | null
  /** When they will be deleted. `null` if there are none. */
  valuesUntil: string | null
  keptIn: KeptIn | null
}

/** Why they are in memory instead of the keychain. */
export type NotInKeychain =
  /** This system has no usable keychain. */
  | 'no-keychain'
  | 'locked'
  /** It didn't answer in time, most likely because it shows its prompt. Values move there once that is answered. */
  | 'no-answer'
  /** It refused them, as the Windows keychain does with long values. */
  | 'refused'
  /** The settings can't record what is in the keychain, so that deleting it couldn't be guaranteed. */
  | 'settings-not-written'

/** Where the values of a draft are kept: `off` if the settings turn that off, `null` if there were none. */
export interface KeptDraft {
  keptIn: KeptIn | 'off' | null
  reason?: NotInKeychain
  /** True the first time in this run that memory is used instead of the keychain, to say so once. */
  tell: boolean
}

/** A draft that can be continued: what it is for, without its content. */
export type WaitingDraft = Pick<DraftKey, 'type' | 'rotated'>

export const drafts = {
  /** The drafts of a context, newest first. */
  waiting: operation({ in: z.object({ context: ContextName }), out: carries<WaitingDraft[]>() }),
  /** A draft was kept or discarded. */
  changed: announcement(carries<null>()),
  /** Where entered values are kept now: `null` for the keychain, otherwise why memory is used. Shows no prompt. */
  place: operation({ in: z.object({}), out: carries<NotInKeychain | null>() }),
  /** The unfinished input for this wizard. `null` for none. */
  read: operation({ in: DraftKey, out: carries<Draft | null>() }),
  /**
   * Keeps the input: fields until they are discarded, values for the minutes in the settings. For the values, `null`
   * drops those that were kept, and `as-kept` leaves those that the keychain hasn't returned yet.
   */
  keep: operation({
    in: z.extend(DraftKey, {
      fields: DraftFields,
      values: z.nullable(z.union([DraftValues, z.literal('as-kept')])),
    }),
    out: carries<KeptDraft>(),
  }),
  /** Deletes a draft with its values, because it was finished or isn't wanted. */
  discard: operation({ in: DraftKey, out: carries<null>() }),
}
