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

/** Maximum characters of a value that is shown. A longer one can be copied. */
export const longestShown = 32_768

/** How long a value is shown, and stays on the clipboard, in seconds. */
export const shownSeconds = 15
export const copiedSeconds = 30

/** A revealed value: text is UTF-8 without NUL, anything else is bytes. `size` is in bytes. */
export type RevealedValue =
  | { kind: 'text'; text: string; size: number }
  | { kind: 'long-text'; size: number }
  | { kind: 'binary'; size: number }

export const values = {
  /** The only way for a value to reach the window: one key, on the user's request. */
  reveal: operation({ in: oneKey, out: carries<RevealedValue>() }),
  /**
   * Copies a text to the clipboard, marked as a secret, for `copiedSeconds`. It never reaches the window. Fails with
   * `value-not-text`.
   */
  copy: operation({ in: oneKey, out: carries<null>() }),
}
