import * as z from 'zod/mini'
import { dataKeyProblem } from '../data-key.ts'
import { CredentialAt } from './life.ts'
import type { CheckResult, UncheckedPlaces } from '../checks.ts'
import { ContextName } from './contexts.ts'
import { carries, operation, stream } from './define.ts'
import { Uid } from './names.ts'

/** Maximum number of credentials in one check. */
export const mostChecked = 100_000

export type CheckMessage =
  /** How many of the credentials have been checked. */
  | { kind: 'progress'; done: number; of: number }
  /** Each result replaces the previous one with its uid. */
  | { kind: 'results'; results: CheckResult[] }
  /** All places so far that couldn't be checked. */
  | { kind: 'unchecked'; places: UncheckedPlaces[] }

const Mend = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('set-type-label'), value: z.string().check(z.maxLength(63)) }),
  z.object({ kind: z.literal('remove-annotation') }),
  z.object({
    kind: z.enum(['strip-line-break', 'add-line-break']),
    key: z.string().check(z.refine((key) => dataKeyProblem(key) === null)),
  }),
])

export const checks = {
  /**
   * Checks credentials of the open list: those with these uids, or all. Values are read in the main process and stay
   * there. Stopping leaves the rest unchecked.
   */
  run: stream({
    in: z.object({
      context: ContextName,
      uids: z.nullable(z.array(Uid).check(z.minLength(1), z.maxLength(mostChecked))),
    }),
    messages: carries<CheckMessage>(),
  }),
  /** Fixes one finding by one PATCH on the version that was checked, if it still applies. */
  mend: operation({
    in: z.object({ context: ContextName, credential: CredentialAt, mend: Mend }),
    out: carries<null>(),
  }),
}
