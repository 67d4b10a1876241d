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

/** Where a credential is to be available, and in which namespace its secret stands. */
export const ScopedNamespace = z.object({
  scope: z.object({
    kind: z.enum(writtenScopeKinds),
    /** The project's name or the department's id; empty for the cluster. */
    id: z.string().check(z.regex(labelValue)),
  }),
  namespace: Namespace,
})
export type ScopedNamespace = z.output<typeof ScopedNamespace>

const Value = z.string().check(z.refine((value) => valueProblem(value) === null))

/** What a credential is for, and how its secret is laid out. */
const ofType = {
  type: z.enum(credentialTypes),
  /** Needed for a type that has several formats. */
  format: z.optional(z.enum(formatIds)),
  /** Needed for a registry, and for nothing else. */
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
  /** When its value stops to be valid, if that is known. */
  expiresAt: z.optional(z.nullable(ExpiryTime)),
  /** Only asks the cluster whether it would do it. */
  dryRun: z.boolean(),
}
const ofNew = { ...named, kubernetesName: KubernetesName }

/** Most keys of one secret. */
export const mostEntries = 5000

const FileId = z.uuid()
/** A value as text, which may be empty, or as a file that was chosen (`chooseFile`). */
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
    /** Of the forms `fields` and `registry-login`: each of their fields. */
    values: z.optional(z.partialRecord(z.enum(valueFields), Value)),
    /** Of the forms `entries` and `file`: no two keys alike; for `file` the one key of its field. */
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

/** Whether what a new secret is made of is what its format asks for. */
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

/** A file that was chosen for a value: everything that the window has of it. */
export interface ChosenFile {
  id: string
  /** Without its folder. */
  name: string
  /** Bytes. */
  size: number
  /** UTF-8 without NUL. */
  isText: boolean
}

/** Whether the user may do one thing; `reason` is the cluster's own word where it gave one. */
export interface Right {
  allowed: boolean
  reason: string
}

/** What the user may do with the secrets of one namespace. */
export interface Rights {
  namespace: string
  /** Needed for a new secret. */
  create: Right
  /** Needed for an existing one, to register and to unregister. */
  patch: Right
  /** Needed to check the keys of an existing one. */
  get: Right
}

export const wizard = {
  /**
   * Asks what the user may do in the namespaces; kept for a minute. Fails as a whole where the cluster does not
   * answer.
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
        /** Of a registry; empty while none is entered: then no entry is looked for. */
        registryUrl: z.union([z.literal(''), RegistryUrl]),
      })
      .check(z.refine(takesExisting)),
    out: carries<Fitness>(),
  }),
  /**
   * Shows the native dialog and reads one file, which may have 1 MiB; `null` if none was chosen. What is in it stays
   * in the main process: until a secret is made of it or it is let go of, for an hour, and while the context is open.
   */
  chooseFile: operation({ in: z.object({ context: ContextName }), out: carries<ChosenFile | null>() }),
  /** Lets go of files that are not wanted anymore. */
  letGoOfFiles: operation({
    in: z.object({ ids: z.array(FileId).check(z.maxLength(mostEntries)) }),
    out: carries<null>(),
  }),
  /** Says what an SSH key is, before a secret is made of it. Nothing is asked of a cluster. */
  inspectSshKey: operation({ in: z.object({ value: EnteredValue }), out: carries<SshKeyReading>() }),
  /**
   * Says when entered values expire, where they say so themselves: by the names of their fields, and by keys. Nothing is
   * asked of a cluster.
   */
  proposeExpiry: operation({
    in: z.object({
      values: z.optional(z.partialRecord(z.enum(valueFields), Value)),
      entries: z.optional(z.array(KeyWithValue).check(z.maxLength(mostEntries))),
    }),
    out: carries<ExpiryProposal[]>(),
  }),
  /** Makes a credential with a new secret: one POST. */
  create: operation({ in: NewSecret, out: carries<Credential>() }),
  /** Makes a credential of an unused secret: one PATCH on the version that was checked. */
  claim: operation({ in: Claim, out: carries<Credential>() }),
}
