import * as z from 'zod/mini'
import { dataKeyProblem } from '../data-key.ts'
import { CredentialAt } from './life.ts'
import type { CheckResult, UncheckedPlaces } from '../checks.ts'
import { ContextName } from './contexts.ts'
import { carries, operation, stream } from './define.ts'
import { Uid } from './names.ts'

/** Most credentials of one check. */
export const mostChecked = 100_000

export type CheckMessage =
  /** So many of the credentials are through. */
  | { kind: 'progress'; done: number; of: number }
  /** Each in the place of the one of its uid. */
  | { kind: 'results'; results: CheckResult[] }
  /** All places that couldn't be looked into so far. */
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
   * Checks credentials of the open list: those of the uids, or all. Values are read in the main process and stay there.
   * Stopping it leaves the rest.
   */
  run: stream({
    in: z.object({
      context: ContextName,
      uids: z.nullable(z.array(Uid).check(z.minLength(1), z.maxLength(mostChecked))),
    }),
    messages: carries<CheckMessage>(),
  }),
  /** Fixes one finding by one PATCH, on the version that was checked, where that finding still stands. */
  mend: operation({
    in: z.object({ context: ContextName, credential: CredentialAt, mend: Mend }),
    out: carries<null>(),
  }),
}
