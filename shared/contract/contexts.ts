import * as z from 'zod/mini'
import type { Failure, KubeconfigPlace } from '../failure.ts'
import type { Protection } from '../protection.ts'
import { announcement, carries, operation } from './define.ts'

/** The name of a context of the kubeconfig. */
export const ContextName = z.string().check(z.minLength(1), z.maxLength(1024))

/** One context of the kubeconfig. Its cluster wasn't contacted. */
export interface ContextSummary {
  name: string
  cluster: string
  server: string
  user: string
  /** The context's default namespace. `default` if it has none. */
  namespace: string
  /** The file that defines the context. */
  file: string
  /** How its connection is protected. `null` if it can't be used. */
  protection: Protection | null
  /** Why it can't be used. `null` if it can be tried. */
  problem: Failure | null
}

export interface ContextList {
  places: KubeconfigPlace[]
  /** Files that can't be read or parsed. The others are used. */
  failures: Failure[]
  contexts: ContextSummary[]
  /**
   * The context to open now: the requested one at startup, otherwise the kubeconfig's current one. `null` if neither
   * exists.
   */
  current: string | null
  /** Why there is no `current`: the requested or current context doesn't exist, or there is no current context. */
  problem: Failure | null
  /** Whether these are the default files, from the command line or where kubectl looks, and not a chosen one. */
  isUsual: boolean
  /** Other kubeconfigs that were chosen before, most recent first. */
  recent: string[]
  /** The sandbox's context, which is in no file and not in `contexts`. `null` if there is none. */
  sandbox: string | null
}

export const contexts = {
  /** Reads the kubeconfig files again. */
  list: operation({ in: z.object({}), out: carries<ContextList>() }),
  /** Asks for a kubeconfig by the native open dialog and reads it instead of the default files. `null`: cancelled. */
  openKubeconfig: operation({ in: z.object({}), out: carries<ContextList | null>() }),
  /** Reads one of the recent kubeconfigs instead of the default files. `null` for the default files again. */
  readKubeconfig: operation({
    in: z.object({ file: z.nullable(z.string().check(z.minLength(1), z.maxLength(4096))) }),
    out: carries<ContextList>(),
  }),
  /** Allows a kubeconfig exactly what `plugin-not-allowed` or `files-not-allowed` showed. */
  allow: operation({
    in: z.object({ context: ContextName, fingerprint: z.string().check(z.regex(/^[0-9a-f]{64}$/)) }),
    out: carries<null>(),
  }),
  /** Allows values over exactly the connection of a `connection-unsafe` failure, until Credenza ends. */
  allowConnection: operation({
    in: z.object({
      context: ContextName,
      server: z.string().check(z.maxLength(4096)),
      protection: z.enum(['unverified', 'unencrypted']),
    }),
    out: carries<null>(),
  }),
  /** A kubeconfig file was changed, created or removed. */
  changed: announcement(carries<ContextList>()),
  /** A second start named a kubeconfig or a context, which this window should show. */
  asked: announcement(carries<ContextList>()),
}
