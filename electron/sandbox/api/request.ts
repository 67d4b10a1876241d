import type { Resource } from '../objects/resource.ts'
import { badRequest } from '../objects/status-object.ts'

/** One request as it came in. */
export interface ApiRequest {
  method: string
  /** With the query, percent-encoded. */
  path: string
  /** In lower case, the last of several of one name; empty if there is none. */
  header: (name: string) => string
  body: Buffer
}

/** An answer of which all is known. Its pieces are made one by one, so that a long one blocks no one. */
export interface WholeAnswer {
  kind: 'whole'
  status: number
  headers: Readonly<Record<string, string>>
  pieces: Iterable<string>
}

/** Where the lines of a watch go. */
export interface WatchSink {
  line: (text: string) => void
  end: () => void
}

/** An answer that goes on until someone ends it. */
export interface WatchAnswer {
  kind: 'watch'
  status: number
  headers: Readonly<Record<string, string>>
  /** Starts it; the returned function ends it early and says nothing more. */
  open: (sink: WatchSink) => () => void
}

export type ApiAnswer = WholeAnswer | WatchAnswer

/** What a request is about. */
export interface RequestTarget {
  resource: Resource
  /** Empty for all of them, and for what is in none. */
  namespace: string
  /** Empty for a collection. */
  name: string
  /** The object's status, which is written by itself. */
  isStatus?: boolean
}

/** The parts of a path without their percent-encoding, and the query. Throws for a broken encoding. */
export function splitPath(path: string): { parts: string[]; query: URLSearchParams } {
  const [before = '', ...rest] = path.split('?')
  let plain: string
  try {
    plain = decodeURIComponent(before)
  } catch {
    throw badRequest('400 Bad Request')
  }
  const parts = plain.split('/').slice(1)
  if (parts.at(-1) === '') parts.pop()
  return { parts, query: new URLSearchParams(rest.join('?')) }
}

/** An answer of one JSON value. */
export const jsonAnswer = (status: number, value: object): WholeAnswer => ({
  kind: 'whole',
  status,
  headers: { 'content-type': 'application/json' },
  pieces: [`${JSON.stringify(value)}\n`],
})

export const textAnswer = (status: number, text: string): WholeAnswer => ({
  kind: 'whole',
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' },
  pieces: [text],
})
