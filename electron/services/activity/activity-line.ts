import { createHash } from 'node:crypto'
import * as z from 'zod/mini'

/** The hash before the first entry. */
export const noHash = '0'.repeat(64)

/** Bytes of one line with its break; a longer one is no entry. */
export const longestLine = 256 * 1024

const Text = z.string().check(z.maxLength(4096))
const State = z.union([Text, z.number(), z.null()])
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
  server: Text,
  /** The name by which the cluster knows the user. */
  user: Text,
  /** One of `WriteOperation`; a later version may know more. */
  operation: Text,
  object: z.object({ kind: Text, namespace: Text, name: Text, uid: Text, credential: Text }),
  changes: z.array(
    z.object({
      of: z.enum(['label', 'annotation', 'data']),
      key: Text,
      before: z.optional(State),
      after: State,
    }),
  ),
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
  /** The code of the failure; empty where it was done. */
  code: Text,
  uid: Text,
  /** Of the object afterwards; empty where it is not known. */
  resourceVersion: Text,
  /** The id that the cluster answered with; empty where it named none. */
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

const Line = z.discriminatedUnion('kind', [Begun, Ended, Mended])

/** One entry of the record as it stands in its line, without the hash. */
export type ActivityLine = z.output<typeof Line>
export type BegunLine = z.output<typeof Begun>
export type EndedLine = z.output<typeof Ended>

type Unchained<L> = L extends unknown ? Omit<L, 'entry' | 'previous'> : never
/** What is to be recorded: its place in the chain is given to it as it is written. */
export type UnchainedLine = Unchained<ActivityLine>

/** The end of the chain. */
export interface Head {
  /** 0 where nothing is recorded yet. */
  entry: number
  hash: string
}

/** Where every chain begins. */
export const start: Head = { entry: 0, hash: noHash }

export const sha256 = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('hex')

/** The line that follows `head`, without its break, and the head that it is. */
export function sealLine(line: UnchainedLine, head: Head): { text: string; head: Head } {
  const entry = head.entry + 1
  const body = JSON.stringify({ entry, previous: head.hash, ...line })
  const hash = sha256(body)
  return { text: `${body.slice(0, -1)},"hash":"${hash}"}`, head: { entry, hash } }
}

const seal = /^(.*),"hash":"([0-9a-f]{64})"\}$/s

/** Reads a line without its break; `null` where it is no whole entry or its hash is not that of its text. */
export function readLine(text: string): { line: ActivityLine; hash: string } | null {
  const [, body, hash] = seal.exec(text) ?? []
  if (body === undefined || hash === undefined || sha256(`${body}}`) !== hash) return null
  try {
    const line = Line.safeParse(JSON.parse(`${body}}`))
    return line.success ? { line: line.data, hash } : null
  } catch {
    return null
  }
}
