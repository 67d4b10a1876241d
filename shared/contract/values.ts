import * as z from 'zod/mini'
import { dataKeyProblem } from '../data-key.ts'
import { ContextName } from './contexts.ts'
import { carries, operation } from './define.ts'
import { KubernetesName, Namespace } from './names.ts'

const oneKey = z.object({
  context: ContextName,
  namespace: Namespace,
  name: KubernetesName,
  key: z.string().check(z.refine((key) => dataKeyProblem(key) === null)),
})
export type OneKey = z.output<typeof oneKey>

/** Characters of a value that is shown; a longer one can be copied. */
export const longestShown = 32_768

/** For how long a value is shown, and is on the clipboard, in seconds. */
export const shownSeconds = 15
export const copiedSeconds = 30

/** A value as it is: text is UTF-8 without NUL, all else is bytes. `size` is in bytes. */
export type RevealedValue =
  | { kind: 'text'; text: string; size: number }
  | { kind: 'long-text'; size: number }
  | { kind: 'binary'; size: number }

export const values = {
  /** The one way by which a value comes to the window: one key, which its user asked to see. */
  reveal: operation({ in: oneKey, out: carries<RevealedValue>() }),
  /**
   * Puts a text on the clipboard, marked as a secret, for `copiedSeconds`; it does not come to the window. Fails with
   * `value-not-text`.
   */
  copy: operation({ in: oneKey, out: carries<null>() }),
}
