import * as z from 'zod/mini'
import type { Failure, KubeconfigPlace } from '../failure.ts'
import type { Protection } from '../protection.ts'
import { announcement, carries, operation } from './define.ts'

/** The name of a context of the kubeconfig. */
export const ContextName = z.string().check(z.minLength(1), z.maxLength(1024))

/** One context as the kubeconfig has it; nothing was asked of its cluster. */
export interface ContextSummary {
  name: string
  cluster: string
  server: string
  user: string
  /** The context's default namespace; `default` if it names none. */
  namespace: string
  /** The file that defines the context. */
  file: string
  /** How its connection protects what travels over it, `null` if it can't be used. */
  protection: Protection | null
  /** Why it can't be used, `null` when it can be tried. */
  problem: Failure | null
}

export interface ContextList {
  places: KubeconfigPlace[]
  /** Files that can't be read or understood; the others go on working. */
  failures: Failure[]
  contexts: ContextSummary[]
  /** The context to open now: asked for at the start, else the kubeconfig's current one; `null` if neither. */
  current: string | null
  /** Why there is no `current`: what was asked for, or the kubeconfig's own, does not exist, or none is named. */
  problem: Failure | null
  /** Whether these are the usual files and not one that was chosen: those that the command line names, or where kubectl looks. */
  isUsual: boolean
  /** Kubeconfigs that were chosen before, the last one first, without the one that is read now. */
  recent: string[]
  /** The context of the sandbox, which is in no file and is none of `contexts`; `null` if there is none. */
  sandbox: string | null
}

export const contexts = {
  /** Reads the kubeconfig files again. */
  list: operation({ in: z.object({}), out: carries<ContextList>() }),
  /** Asks for a kubeconfig by the native open dialog and reads it instead of the usual places; `null`: cancelled. */
  openKubeconfig: operation({ in: z.object({}), out: carries<ContextList | null>() }),
  /** Reads one of the recent kubeconfigs instead of the usual places; `null` for the usual places again. */
  readKubeconfig: operation({
    in: z.object({ file: z.nullable(z.string().check(z.minLength(1), z.maxLength(4096))) }),
    out: carries<ContextList>(),
  }),
  /** Allows a kubeconfig exactly what `plugin-not-allowed` or `files-not-allowed` showed. */
  allow: operation({
    in: z.object({ context: ContextName, fingerprint: z.string().check(z.regex(/^[0-9a-f]{64}$/)) }),
    out: carries<null>(),
  }),
  /** Lets values travel over exactly this connection, which `connection-unsafe` told of, until Credenza ends. */
  allowConnection: operation({
    in: z.object({
      context: ContextName,
      server: z.string().check(z.maxLength(4096)),
      protection: z.enum(['unverified', 'unencrypted']),
    }),
    out: carries<null>(),
  }),
  /** A kubeconfig file was changed, written or removed. */
  changed: announcement(carries<ContextList>()),
  /** A second start named a kubeconfig or a context: they are to be shown in this window. */
  asked: announcement(carries<ContextList>()),
}
