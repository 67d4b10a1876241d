import { failed } from '../../../shared/failure.ts'
import { megabyte, TooLargeError } from '../core/bounds.ts'
import type { Bounds } from '../core/bounds.ts'
import type { RowReader } from '../core/kube-row.ts'
import type { BodySink } from '../http/exchange.ts'
import type { Send } from '../requests/requests.ts'
import { createTableRowCutter } from './row-cutter.ts'
import type { TableHead } from './row-cutter.ts'

export interface ListDeps {
  send: Send
  readRow: RowReader
  server: string
  user: string
  /** Milliseconds, as in an exchange. */
  limits: { head: number; idle: number; answer: number }
  bounds: Bounds
}

/** Metadata without values: see docs/decisions/table-lists.md. */
export const tableAccept = 'application/json;as=Table;v=v1;g=meta.k8s.io'

/** Where a list's rows go, in whichever way they arrive. */
export interface RowSink<T> {
  /** Returns fewer than the given rows if some are dropped. */
  read: (tableRows: unknown[]) => T[]
  onRows: (rows: T[], pass: number) => void
}

export interface ListResult {
  /** A watch continues from here. */
  resourceVersion: string
  /** The number of rows in the last pass, and the pass's number. */
  rows: number
  pass: number
  /** Rows dropped because Kubernetes doesn't allow their names or namespaces; absent for none. */
  leftOut?: number
}

/** Passes on the rows of one pass, and checks the limits of a list. */
export interface Tally {
  /** Throws a TooLargeError if the list is too long, after passing on what fits. */
  take: (tableRows: unknown[]) => void
  /** Throws a TooLargeError. */
  addBytes: (count: number) => void
  result: (resourceVersion: string) => ListResult
}

export function createTally<T>({ bounds }: ListDeps, sink: RowSink<T>, pass: number): Tally {
  let rows = 0
  let leftOut = 0
  let bytes = 0
  return {
    take: (tableRows) => {
      const read = sink.read(tableRows)
      leftOut += tableRows.length - read.length
      const room = bounds.rows - rows
      rows += read.length
      sink.onRows(read.length > room ? read.slice(0, room) : read, pass)
      if (read.length > room) throw new TooLargeError('rows', bounds.rows)
    },
    addBytes: (count) => {
      bytes += count
      if (bytes > bounds.listMegabytes * megabyte) throw new TooLargeError('megabytes', bounds.listMegabytes)
    },
    result: (resourceVersion) => ({
      resourceVersion,
      rows,
      pass,
      ...(leftOut === 0 ? {} : { leftOut }),
    }),
  }
}

interface AnswerRequest {
  path: string
  query: Record<string, string>
  signal: AbortSignal
  /** Its failure doesn't count as one of the cluster. */
  isOptional?: boolean
  /** The server may take long before the response begins. */
  isLarge?: boolean
  tally: Pick<Tally, 'take' | 'addBytes'>
  /** Called before the rows, unless the server writes the head after them. */
  onHead: (head: TableHead) => void
}

/**
 * A server writes nothing before the whole response is ready. It gives up after a minute, four times the usual limit.
 */
const largeAnswerPatience = 4

/**
 * Reads one Table and passes on its rows as they arrive. Rejects with an ExpectedError, or with an error thrown by a
 * callback.
 */
export function readAnswer(deps: ListDeps, request: AnswerRequest): Promise<void> {
  const { path, query, signal, isOptional = false, isLarge = false, tally, onHead } = request
  const sink = (): BodySink => {
    const cutter = createTableRowCutter({ onHead, onRows: tally.take })
    return {
      ...cutter,
      push: (chunk) => {
        tally.addBytes(chunk.length)
        cutter.push(chunk)
      },
    }
  }
  const head = deps.limits.head * (isLarge ? largeAnswerPatience : 1)
  const limits = { ...deps.limits, head }
  return deps.send({ path, query, verb: 'list', accept: tableAccept, signal, limits, isOptional, sink })
}

/** The failure for a response that doesn't conform to Kubernetes. */
export function garbled({ server }: Pick<ListDeps, 'server'>, reason: string): Error {
  return failed('answer-garbled', { server, reason })
}
