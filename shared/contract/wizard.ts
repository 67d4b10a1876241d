import * as z from 'zod/mini'
import { credentialNameProblem, descriptionProblem, valueProblem } from '../credential-fields.ts'
import type { Credential, Fitness } from '../credential.ts'
import { registryAddressProblem } from '../registry-address.ts'
import { credentialTypes, writtenScopeKinds } from '../runai.ts'
import { ContextName } from './contexts.ts'
import { carries, operation } from './define.ts'
import { KubernetesName, Namespace, ResourceVersion } from './names.ts'

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

const RegistryUrl = z.string().check(z.refine((url) => registryAddressProblem(url) === null))
const Value = z.string().check(z.refine((value) => valueProblem(value) === null))
const Login = z.object({ username: Value, password: Value })

/** What both sources have in common. */
const named = {
  context: ContextName,
  place: ScopedNamespace,
  name: z.string().check(z.refine((name) => credentialNameProblem(name) === null)),
  description: z.string().check(z.refine((description) => descriptionProblem(description) === null)),
  /** Only asks the cluster whether it would do it. */
  dryRun: z.boolean(),
}
const ofNew = { ...named, kubernetesName: KubernetesName }

export const NewSecret = z.discriminatedUnion('type', [
  z.object({ ...ofNew, type: z.literal('docker-registry'), registryUrl: RegistryUrl, values: Login }),
  z.object({
    ...ofNew,
    type: z.literal('access-key'),
    values: z.object({ accessKeyId: Value, secretKey: Value }),
  }),
  z.object({ ...ofNew, type: z.literal('password'), values: Login }),
])
export type NewSecret = z.output<typeof NewSecret>

const ofExisting = { ...named, secret: z.object({ name: KubernetesName, resourceVersion: ResourceVersion }) }

export const Claim = z.discriminatedUnion('type', [
  z.object({ ...ofExisting, type: z.literal('docker-registry'), registryUrl: RegistryUrl }),
  z.object({ ...ofExisting, type: z.enum(['access-key', 'password']) }),
])
export type Claim = z.output<typeof Claim>

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
  /** Reads an unused secret in the main process and tells whether it can serve. */
  check: operation({
    in: z.object({
      context: ContextName,
      place: ScopedNamespace,
      name: KubernetesName,
      type: z.enum(credentialTypes),
      /** Of a registry; empty while none is entered: then no entry is looked for. */
      registryUrl: z.union([z.literal(''), RegistryUrl]),
    }),
    out: carries<Fitness>(),
  }),
  /** Makes a credential with a new secret: one POST. */
  create: operation({ in: NewSecret, out: carries<Credential>() }),
  /** Makes a credential of an unused secret: one PATCH on the version that was checked. */
  claim: operation({ in: Claim, out: carries<Credential>() }),
}
