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
  /** Milliseconds: as for an exchange. */
  limits: { head: number; idle: number; answer: number }
  bounds: Bounds
}

/** Metadata without values: see docs/decisions/table-lists.md. */
export const tableAccept = 'application/json;as=Table;v=v1;g=meta.k8s.io'

/** What a list is read into, whichever way it comes. */
export interface RowSink<T> {
  /** Fewer than the rows where some are left out. */
  read: (tableRows: unknown[]) => T[]
  onRows: (rows: T[], pass: number) => void
}

export interface ListResult {
  /** A watch goes on from here. */
  resourceVersion: string
  /** Rows of the last pass, and its number. */
  rows: number
  pass: number
  /** Rows that were left out, since Kubernetes does not allow their names or namespaces; absent for none. */
  leftOut?: number
}

/** Hands the rows of one pass on, and counts them against the bounds of a list. */
export interface Tally {
  /** Throws a TooLargeError where the list is longer than it may be; what fits is handed on before. */
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

export interface AnswerRequest {
  path: string
  query: Record<string, string>
  signal: AbortSignal
  /** Its failure does not count as one of the cluster. */
  isOptional?: boolean
  /** The server may need long before it begins to answer. */
  isLarge?: boolean
  tally: Pick<Tally, 'take' | 'addBytes'>
  /** Comes before the rows, unless the server writes it behind them. */
  onHead: (head: TableHead) => void
}

/** A server writes nothing before all of an answer is made. It gives up itself after a minute, four times the usual limit. */
const largeAnswerPatience = 4

/** Reads one Table and hands its rows on while it arrives. Rejects with an ExpectedError, or with what a callback throws. */
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

/** The failure of an answer that is none of Kubernetes. */
export function garbled({ server }: Pick<ListDeps, 'server'>, reason: string): Error {
  return failed('answer-garbled', { server, reason })
}
