import { createHash } from 'node:crypto'
import { ActivityLine, noHash } from '../../../shared/activity.ts'

/** Maximum bytes of a line, including its line break. A longer line isn't an entry. */
export const longestLine = 256 * 1024

type Unchained<L> = L extends unknown ? Omit<L, 'entry' | 'previous'> : never
/** A line before it is written. Writing assigns its place in the chain. */
export type UnchainedLine = Unchained<ActivityLine>

/** The end of the chain. */
export interface Head {
  /** 0 if nothing is recorded yet. */
  entry: number
  hash: string
}

/** The start of every chain. */
export const start: Head = { entry: 0, hash: noHash }

export const sha256 = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('hex')

/** Returns the line that follows `head`, without a line break, and the new head. */
export function sealLine(line: UnchainedLine, head: Head): { text: string; head: Head } {
  const entry = head.entry + 1
  const body = JSON.stringify({ entry, previous: head.hash, ...line })
  const hash = sha256(body)
  return { text: `${body.slice(0, -1)},"hash":"${hash}"}`, head: { entry, hash } }
}

const seal = /^(.*),"hash":"([0-9a-f]{64})"\}$/s

/** Reads a line without its line break. `null` if it isn't a complete entry or its hash doesn't match its text. */
export function readLine(text: string): { line: ActivityLine; hash: string } | null {
  const [, body, hash] = seal.exec(text) ?? []
  if (body === undefined || hash === undefined || sha256(`${body}}`) !== hash) return null
  try {
    const line = ActivityLine.safeParse(JSON.parse(`${body}}`))
    return line.success ? { line: line.data, hash } : null
  } catch {
    return null
  }
}
