import * as z from 'zod/mini'
import { valueProblem } from '../credential-fields.ts'
import { imageNameLimit } from '../image-name.ts'
import type { LoginReport, LoginRequest } from '../registry-login.ts'
import { ContextName } from './contexts.ts'
import { carries, operation, stream } from './define.ts'
import { KubernetesName, Namespace, RegistryUrl } from './names.ts'

/** Maximum characters of a tested username or password. The longest in use are keys of a few kilobytes. */
const loginLimit = 32_768
const LoginText = z.string().check(
  z.maxLength(loginLimit),
  z.refine((text) => valueProblem(text) === null),
)

/** Input besides the login itself. */
const how = {
  /** An image that the login should be able to pull. Empty for none. */
  image: z.string().check(z.maxLength(imageNameLimit)),
  /**
   * The host with port to which the user allows sending the login unencrypted. Empty for none. It is then contacted
   * over plain HTTP, but only if it is the registry's host.
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
    /** If empty, the Secret's first entry is used. */
    registryUrl: z.union([z.literal(''), RegistryUrl]),
    /** Values to test instead of the Secret's, before they are written there. */
    instead: z.optional(z.object({ username: z.optional(LoginText), password: z.optional(LoginText) })),
    ...how,
  }),
])
export type LoginTest = z.output<typeof LoginTest>

/** `asking` is sent before each request, `done` once at the end. */
export type LoginMessage = { kind: 'asking'; request: LoginRequest } | { kind: 'done'; report: LoginReport }

/** Authorities that the user trusts for registries, in addition to the system's. */
export interface RegistryAuthorities {
  file: string
  /** How many certificates it contains. 0 if it can't be read anymore; `reason` says why. */
  count: number
  reason: string
}

export const registry = {
  /** Tests whether a registry accepts a login, until stopped. */
  testLogin: stream({ in: LoginTest, messages: carries<LoginMessage>() }),
  /** `null` if none were chosen. */
  authorities: operation({ in: z.object({}), out: carries<RegistryAuthorities | null>() }),
  /** Shows the native dialog and uses the chosen PEM file. If cancelled, the previous one stays. */
  chooseAuthorities: operation({ in: z.object({}), out: carries<RegistryAuthorities | null>() }),
  forgetAuthorities: operation({ in: z.object({}), out: carries<null>() }),
}
