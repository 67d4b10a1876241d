import * as z from 'zod/mini'
import type { Failure } from '../failure.ts'
import { sandboxVersions, type SandboxFaults } from '../sandbox.ts'
import { announcement, carries, operation } from './define.ts'

export const sandbox = {
  /** What goes wrong in it now: nothing while no one has used it. */
  faults: operation({ in: z.object({}), out: carries<SandboxFaults>() }),
  /** Switches the faults that are given and keeps the others; they end with the application. */
  switchFaults: operation({
    in: z.partial(
      z.object({
        latency: z.int().check(z.minimum(0), z.maximum(60_000)),
        failEvery: z.int().check(z.minimum(0), z.maximum(1000)),
        failWith: z.union([z.literal([500, 503, 429]), z.literal('cut')]),
        isReadOnly: z.boolean(),
        isDead: z.boolean(),
      }),
    ),
    out: carries<SandboxFaults>(),
  }),
  /** Puts everything in it back to how it was at the first start, as that version of Run:ai has it from now on. */
  reset: operation({ in: z.object({ version: z.enum(sandboxVersions) }), out: carries<null>() }),
  /** What is wrong with its file now, and whenever that changes. */
  problems: operation({ in: z.object({}), out: carries<Failure[]>() }),
  problemsChanged: announcement(carries<Failure[]>()),
}
