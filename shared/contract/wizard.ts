import * as z from 'zod/mini'
import { credentialNameProblem, descriptionProblem, valueProblem } from '../credential-fields.ts'
import type { Credential, Fitness } from '../credential.ts'
import type { SshKeyReading } from '../ssh-key.ts'
import {
  credentialTypes,
  formatIds,
  formatOf,
  typeDescriptions,
  valueFields,
  type CredentialType,
  type FormatId,
} from '../credential-types/credential-types.ts'
import { dataKeyProblem } from '../data-key.ts'
import type { ExpiryProposal } from '../expiry.ts'
import { writtenScopeKinds } from '../runai.ts'
import { ExpiryTime } from './age-limits.ts'
import { ContextName } from './contexts.ts'
import { carries, operation } from './define.ts'
import { KubernetesName, Namespace, RegistryUrl, ResourceVersion } from './names.ts'

/** A label value, or empty. */
const labelValue = /^(?:[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$/

/** Where a credential is available, and the namespace of its secret. */
export const ScopedNamespace = z.object({
  scope: z.object({
    kind: z.enum(writtenScopeKinds),
    /** The project's name or the department's id. Empty for the cluster. */
    id: z.string().check(z.regex(labelValue)),
  }),
  namespace: Namespace,
})
export type ScopedNamespace = z.output<typeof ScopedNamespace>

const Value = z.string().check(z.refine((value) => valueProblem(value) === null))

/** The type of a credential, and the layout of its secret. */
const ofType = {
  type: z.enum(credentialTypes),
  /** Required for a type with several formats. */
  format: z.optional(z.enum(formatIds)),
  /** Required for registries, and not allowed otherwise. */
  registryUrl: z.optional(RegistryUrl),
}
interface OfType {
  type: CredentialType
  format?: FormatId | undefined
  registryUrl?: string | undefined
}

/** What both sources have in common. */
const named = {
  context: ContextName,
  place: ScopedNamespace,
  name: z.string().check(z.refine((name) => credentialNameProblem(name) === null)),
  description: z.string().check(z.refine((description) => descriptionProblem(description) === null)),
  /** When its value stops working, if known. */
  expiresAt: z.optional(z.nullable(ExpiryTime)),
  /** Only asks the cluster whether it would accept the change. */
  dryRun: z.boolean(),
}
const ofNew = { ...named, kubernetesName: KubernetesName }

/** Maximum number of keys in one secret. */
export const mostEntries = 5000

const FileId = z.uuid()
/** A value as text, which may be empty, or as a chosen file (`chooseFile`). */
const EnteredValue = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('text'),
    text: z.string().check(z.refine((text) => ['empty', null].includes(valueProblem(text)))),
  }),
  z.object({ kind: z.literal('file'), id: FileId }),
])
export type EnteredValue = z.output<typeof EnteredValue>

/** One key with its value. */
export const KeyWithValue = z.object({
  key: z.string().check(z.refine((key) => dataKeyProblem(key) === null)),
  value: EnteredValue,
})
export type KeyWithValue = z.output<typeof KeyWithValue>

export const NewSecret = z
  .object({
    ...ofNew,
    ...ofType,
    /** For the forms `fields` and `registry-login`: each of their fields. */
    values: z.optional(z.partialRecord(z.enum(valueFields), Value)),
    /** For the forms `entries` and `file`: distinct keys; for `file` only the key of its field. */
    entries: z.optional(z.array(KeyWithValue).check(z.minLength(1), z.maxLength(mostEntries))),
  })
  .check(z.refine(isWhole))
export type NewSecret = z.output<typeof NewSecret>

const ofExisting = { ...named, secret: z.object({ name: KubernetesName, resourceVersion: ResourceVersion }) }

export const Claim = z
  .object({ ...ofExisting, ...ofType })
  .check(z.refine((claim) => takesExisting(claim) && needsUrl(claim) === (claim.registryUrl !== undefined)))
export type Claim = z.output<typeof Claim>

const knownFormat = ({ type, format }: OfType) => formatOf(type, format)
const needsUrl = (asked: OfType) => knownFormat(asked)?.form === 'registry-login'
const takesExisting = (asked: OfType) =>
  knownFormat(asked) !== null && typeDescriptions[asked.type].takesExisting

/** Whether the content of a new secret matches its format. */
function isWhole(wanted: OfType & Pick<z.output<typeof NewSecret>, 'values' | 'entries'>): boolean {
  const format = knownFormat(wanted)
  if (format === null || needsUrl(wanted) !== (wanted.registryUrl !== undefined)) return false
  const { form, fields } = format
  const { values = {}, entries = [] } = wanted
  const keys = entries.map(({ key }) => key)
  if (form === 'entries' || form === 'file') {
    const isFitting = form === 'file' ? keys.join() === fields[0]?.key : keys.length > 0
    return isFitting && new Set(keys).size === keys.length && Object.keys(values).length === 0
  }
  const areValuesFitting = fields.every(
    ({ id, pattern }) => values[id] !== undefined && (pattern?.test(values[id]) ?? true),
  )
  return areValuesFitting && Object.keys(values).length === fields.length && keys.length === 0
}

/** A file that was chosen as a value, as far as the window knows it. */
export interface ChosenFile {
  id: string
  /** The file name without folder. */
  name: string
  /** Bytes. */
  size: number
  /** UTF-8 without NUL. */
  isText: boolean
}

/** Whether the user may do one thing. `reason` is the cluster's own, if it gave one. */
export interface Right {
  allowed: boolean
  reason: string
}

/** What the user may do with the secrets of one namespace. */
export interface Rights {
  namespace: string
  /** Required for a new secret. */
  create: Right
  /** Required for an existing one, to register and to unregister. */
  patch: Right
  /** Required to check the keys of an existing one. */
  get: Right
}

export const wizard = {
  /**
   * Asks what the user may do in the namespaces. Cached for a minute. Fails as a whole if the cluster doesn't answer.
   */
  rights: operation({
    in: z.object({
      context: ContextName,
      namespaces: z.array(Namespace).check(z.minLength(1), z.maxLength(100)),
    }),
    out: carries<Rights[]>(),
  }),
  /** Reads an unused secret in the main process and returns whether it is suitable. */
  check: operation({
    in: z
      .object({
        context: ContextName,
        place: ScopedNamespace,
        name: KubernetesName,
        ...ofType,
        /** For a registry. While it is empty, no entry is looked up. */
        registryUrl: z.union([z.literal(''), RegistryUrl]),
      })
      .check(z.refine(takesExisting)),
    out: carries<Fitness>(),
  }),
  /**
   * Shows the native dialog and reads one file of up to 1 MiB. `null` when cancelled. Its content stays in the main
   * process until a secret is created from it or it is dropped, for at most an hour, and while the context is open.
   */
  chooseFile: operation({ in: z.object({ context: ContextName }), out: carries<ChosenFile | null>() }),
  /** Drops files that aren't wanted anymore. */
  letGoOfFiles: operation({
    in: z.object({ ids: z.array(FileId).check(z.maxLength(mostEntries)) }),
    out: carries<null>(),
  }),
  /** Describes an SSH key before a secret is created from it. Sends nothing to a cluster. */
  inspectSshKey: operation({ in: z.object({ value: EnteredValue }), out: carries<SshKeyReading>() }),
  /**
   * Returns when entered values expire, if they say so themselves, by field names and keys. Sends nothing to a cluster.
   */
  proposeExpiry: operation({
    in: z.object({
      values: z.optional(z.partialRecord(z.enum(valueFields), Value)),
      entries: z.optional(z.array(KeyWithValue).check(z.maxLength(mostEntries))),
    }),
    out: carries<ExpiryProposal[]>(),
  }),
  /** Creates a credential with a new secret: one POST. */
  create: operation({ in: NewSecret, out: carries<Credential>() }),
  /** Claims an unused secret: one PATCH on the version that was checked. */
  claim: operation({ in: Claim, out: carries<Credential>() }),
}
