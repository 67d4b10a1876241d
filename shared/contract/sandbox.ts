import * as z from 'zod/mini'
import type { Failure } from '../failure.ts'
import { sandboxVersions, type SandboxFaults } from '../sandbox.ts'
import { announcement, carries, operation } from './define.ts'

export const sandbox = {
  /** The current faults. There are none until someone turns one on. */
  faults: operation({ in: z.object({}), out: carries<SandboxFaults>() }),
  /** Sets the given faults and keeps the others. They end with the application. */
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
  /** Resets it to its initial content, as that version of Run:ai would have it. */
  reset: operation({ in: z.object({ version: z.enum(sandboxVersions) }), out: carries<null>() }),
  /** Current problems with its file, sent again on every change. */
  problems: operation({ in: z.object({}), out: carries<Failure[]>() }),
  problemsChanged: announcement(carries<Failure[]>()),
}
