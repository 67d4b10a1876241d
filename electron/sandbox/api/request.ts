import type { Resource } from '../objects/resource.ts'
import { badRequest } from '../objects/status-object.ts'

/** A request as it arrived. */
export interface ApiRequest {
  method: string
  /** With the query, percent-encoded. */
  path: string
  /** The value of a header (name in lowercase), the last one if there are several; empty if missing. */
  header: (name: string) => string
  body: Buffer
}

/** A complete response. Its pieces are generated one by one, so that a long one doesn't block the event loop. */
interface WholeAnswer {
  kind: 'whole'
  status: number
  headers: Readonly<Record<string, string>>
  pieces: Iterable<string>
}

/** Receives the lines of a watch. */
export interface WatchSink {
  line: (text: string) => void
  end: () => void
}

/** A response that continues until one side ends it. */
export interface WatchAnswer {
  kind: 'watch'
  status: number
  headers: Readonly<Record<string, string>>
  /** Starts the watch; the returned function ends it early, without further output. */
  open: (sink: WatchSink) => () => void
}

export type ApiAnswer = WholeAnswer | WatchAnswer

/** The subject of a request. */
export interface RequestTarget {
  resource: Resource
  /** Empty for all namespaces, and for cluster-scoped resources. */
  namespace: string
  /** Empty for a collection. */
  name: string
  /** The object's status, a subresource of its own. */
  isStatus?: boolean
}

/** The decoded segments of a path, and the query. Throws for an invalid encoding. */
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

/** A response with a single JSON value. */
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
