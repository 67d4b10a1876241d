import * as z from 'zod/mini'

/** What Credenza does to objects of a cluster. */
export type WriteOperation =
  | 'create'
  | 'claim'
  | 'register'
  | 'unregister'
  | 'rename'
  | 'describe'
  | 'expiry'
  | 'rotate'
  | 'restart'
  | 'mend'
  | 'release'
  | 'undo'
  | 'delete'

/**
 * How a write ended: as intended; someone else was faster; the cluster refused it, or it never got there; or no answer
 * arrived.
 */
export type WriteEnd = 'done' | 'conflict' | 'refused' | 'unknown'

/** The hash before the first entry of the record. */
export const noHash = '0'.repeat(64)

const Text = z.string().check(z.maxLength(4096))

/**
 * A label or annotation as text, or the size in bytes of something whose text isn't recorded: a value of a Secret, or
 * an annotation that may contain values. `null`: it doesn't exist.
 */
const State = z.union([Text, z.number(), z.null()])
export type RecordedState = z.output<typeof State>

/** One key that a write changes. `before` is missing if it is unknown. */
const Change = z.object({
  of: z.enum(['label', 'annotation', 'data']),
  key: Text,
  before: z.optional(State),
  after: State,
})
export type RecordedChange = z.output<typeof Change>

const Chained = {
  /** Counts from 1, across all files of the record. */
  entry: z.int().check(z.positive()),
  /** The hash of the previous entry. */
  previous: z.string().check(z.length(64)),
  /** ISO 8601. */
  time: Text,
}

/** A write that is about to be sent. */
const Begun = z.object({
  ...Chained,
  kind: z.literal('begun'),
  /** Credenza's version. */
  version: Text,
  /** The context of the kubeconfig. */
  context: Text,
  /** The kubeconfig that defines it. Empty for the sandbox, missing in the records of earlier versions. */
  file: z.optional(Text),
  server: Text,
  /** The user's name according to the cluster. */
  user: Text,
  /** One of `WriteOperation`. Later versions may add more. */
  operation: Text,
  /** `uid` and `credential` (the display name) are empty if they are unknown. */
  object: z.object({ kind: Text, namespace: Text, name: Text, uid: Text, credential: Text }),
  changes: z.array(Change),
  /** How many changes didn't fit into the line. */
  more: z.number(),
  /** The version that the write was based on. Empty for a new object. */
  resourceVersion: Text,
  /** The id that the cluster was asked to put into its audit log. */
  requestId: Text,
})

/** How the write of an earlier entry ended. */
const Ended = z.object({
  ...Chained,
  kind: z.literal('ended'),
  /** The entry that began it. */
  of: z.int().check(z.positive()),
  end: z.enum(['done', 'conflict', 'refused', 'unknown']),
  /** The failure's code. Empty on success. */
  code: Text,
  uid: Text,
  /** The object's version afterwards. Empty if unknown. */
  resourceVersion: Text,
  /** The id in the cluster's answer. Empty if there is none. */
  requestId: Text,
})

/** A partial line, left by a power cut, a kill or a full disk, was found and closed off. */
const Mended = z.object({
  ...Chained,
  kind: z.literal('mended'),
  /** Its number of bytes, and their SHA-256. */
  bytes: z.int(),
  sha256: z.string().check(z.length(64)),
})

/** One entry of the record as in its line, without the hash. */
export const ActivityLine = z.discriminatedUnion('kind', [Begun, Ended, Mended])

export type ActivityLine = z.output<typeof ActivityLine>
export type BegunLine = z.output<typeof Begun>
export type EndedLine = z.output<typeof Ended>
