import * as z from 'zod/mini'
import { valueProblem } from '../credential-fields.ts'
import { imageNameLimit } from '../image-name.ts'
import type { LoginReport, LoginRequest } from '../registry-login.ts'
import { ContextName } from './contexts.ts'
import { carries, operation, stream } from './define.ts'
import { KubernetesName, Namespace, RegistryUrl } from './names.ts'

/** Characters of a username or password that is tested; the longest in use are keys of some kilobytes. */
const loginLimit = 32_768
const LoginText = z.string().check(
  z.maxLength(loginLimit),
  z.refine((text) => valueProblem(text) === null),
)

/** What is asked besides the login itself. */
const how = {
  /** An image that the login should be able to pull; empty for none. */
  image: z.string().check(z.maxLength(imageNameLimit)),
  /**
   * The host, with its port, to which the user lets the login travel without encryption; empty for none. It is asked
   * over plain HTTP then, and only if it is the registry of the address.
   */
  plainHost: z.string().check(z.maxLength(300)),
}

export const LoginTest = z.discriminatedUnion('from', [
  z.object({
    from: z.literal('entered'),
    registryUrl: RegistryUrl,
    username: LoginText,
    password: LoginText,
    ...how,
  }),
  /** The main process reads the login from the Secret. */
  z.object({
    from: z.literal('secret'),
    context: ContextName,
    namespace: Namespace,
    name: KubernetesName,
    /** Empty takes the first entry that the Secret has. */
    registryUrl: z.union([z.literal(''), RegistryUrl]),
    /** What is to be tested in place of what the Secret has, before it is written there. */
    instead: z.optional(z.object({ username: z.optional(LoginText), password: z.optional(LoginText) })),
    ...how,
  }),
])
export type LoginTest = z.output<typeof LoginTest>

/** `asking` is told before each request, `done` once at the end. */
export type LoginMessage = { kind: 'asking'; request: LoginRequest } | { kind: 'done'; report: LoginReport }

/** Authorities that the user trusts for registries, besides those of the system. */
export interface RegistryAuthorities {
  file: string
  /** How many certificates were read from it; 0 if it can't be read anymore, `reason` says why. */
  count: number
  reason: string
}

export const registry = {
  /** Asks a registry whether it takes a login, until stopped. */
  testLogin: stream({ in: LoginTest, messages: carries<LoginMessage>() }),
  /** `null` if none were chosen. */
  authorities: operation({ in: z.object({}), out: carries<RegistryAuthorities | null>() }),
  /** Shows the native dialog and takes the PEM file that is chosen; what was chosen before stays if none is. */
  chooseAuthorities: operation({ in: z.object({}), out: carries<RegistryAuthorities | null>() }),
  forgetAuthorities: operation({ in: z.object({}), out: carries<null>() }),
}
