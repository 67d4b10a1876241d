import * as z from 'zod/mini'
import type { Verification } from '../activity-verification.ts'
import type { ActivityWrite, ChainedLine } from '../activity-writes.ts'
import { ContextName } from './contexts.ts'
import type { DownloadMessage } from './credentials.ts'
import { announcement, carries, operation, stream } from './define.ts'
import { KubernetesName, Namespace } from './names.ts'

/** Maximum number of lines in one answer. Older ones are in an export. */
export const mostActivityLines = 10_000
/** Maximum number of writes of one Secret in one answer. */
export const mostSecretWrites = 100

const names = z.array(z.string().check(z.maxLength(1000))).check(z.maxLength(1000))
/** Which writes are exported. */
const Selection = z.object({
  search: z.string().check(z.maxLength(1000)),
  since: z.int().check(z.minimum(0), z.maximum(8_640_000_000_000_000)),
  users: names,
  operations: names,
  outcomes: z.array(z.enum(['done', 'conflict', 'refused', 'unknown', 'open'])),
  entries: z.optional(z.array(z.int().check(z.minimum(1))).check(z.maxLength(mostActivityLines))),
})

export const activity = {
  /** The entries of the record after `after` (0 for all), oldest first. `isWhole`: none is left out. */
  read: operation({
    in: z.object({ after: z.int().check(z.minimum(0)) }),
    out: carries<{ lines: ChainedLine[]; isWhole: boolean }>(),
  }),
  /** The latest writes of one Secret of an open context, newest first. `isWhole`: none is left out. */
  ofSecret: operation({
    in: z.object({ context: ContextName, namespace: Namespace, name: KubernetesName }),
    out: carries<{ writes: ActivityWrite[]; isWhole: boolean }>(),
  }),
  /** Reads the whole record and checks every line and the chain. */
  verify: operation({ in: z.object({}), out: carries<Verification>() }),
  /** Asks for a file, then writes the selected writes as CSV, or the whole record as its own JSON lines. */
  save: stream({
    in: z.object({ as: z.enum(['csv', 'jsonl']), selection: Selection }),
    messages: carries<DownloadMessage>(),
  }),
  /** A line was added. */
  changed: announcement(carries<null>()),
}
