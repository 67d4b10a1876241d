import * as z from 'zod/mini'

/** What Credenza does to an object of a cluster. */
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
 * How a write ended: as it was meant; someone else was faster; the cluster did not take it, or it never got there; or
 * no answer told.
 */
export type WriteEnd = 'done' | 'conflict' | 'refused' | 'unknown'

/** The hash before the first entry of the record. */
export const noHash = '0'.repeat(64)

const Text = z.string().check(z.maxLength(4096))

/**
 * A label or annotation as text, or the bytes of something whose text is not recorded: a value of a Secret, or an
 * annotation that is unknown to be free of values. `null`: it is not there.
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
  /** Counts from 1, over all files of the record. */
  entry: z.int().check(z.positive()),
  /** The hash of the entry before. */
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
  /** The kubeconfig that defines it: empty for the sandbox, missing in what earlier versions wrote. */
  file: z.optional(Text),
  server: Text,
  /** The name by which the cluster knows the user. */
  user: Text,
  /** One of `WriteOperation`; a later version may know more. */
  operation: Text,
  /** `uid` and `credential` (the display name) are empty if they are unknown. */
  object: z.object({ kind: Text, namespace: Text, name: Text, uid: Text, credential: Text }),
  changes: z.array(Change),
  /** Changes that did not fit into the line. */
  more: z.number(),
  /** What the write was decided on; empty for a new object. */
  resourceVersion: Text,
  /** The id that the cluster was asked to note in its audit log. */
  requestId: Text,
})

/** How the write of an earlier entry ended. */
const Ended = z.object({
  ...Chained,
  kind: z.literal('ended'),
  /** The entry that began it. */
  of: z.int().check(z.positive()),
  end: z.enum(['done', 'conflict', 'refused', 'unknown']),
  /** The code of the failure; empty if it was done. */
  code: Text,
  uid: Text,
  /** Of the object afterwards; empty if it is unknown. */
  resourceVersion: Text,
  /** The id that the cluster answered with; empty if it named none. */
  requestId: Text,
})

/** Bytes that a power cut, a kill or a full disk left of a line were found and closed off. */
const Mended = z.object({
  ...Chained,
  kind: z.literal('mended'),
  /** How many bytes they are, and their SHA-256. */
  bytes: z.int(),
  sha256: z.string().check(z.length(64)),
})

/** One entry of the record as it is in its line, without the hash. */
export const ActivityLine = z.discriminatedUnion('kind', [Begun, Ended, Mended])

export type ActivityLine = z.output<typeof ActivityLine>
export type BegunLine = z.output<typeof Begun>
export type EndedLine = z.output<typeof Ended>
