import { failed, failureOf } from '../../../shared/failure.ts'
import { megabyte, mostPages, TooLargeError } from '../core/bounds.ts'
import type { Bounds } from '../core/bounds.ts'
import type { BodySink } from '../http/exchange.ts'
import type { KubeRow, RowReader } from '../core/kube-row.ts'
import type { Send } from '../requests/requests.ts'
import { isAllowed } from '../core/kube-row.ts'
import { fieldsOf } from '../core/models.ts'
import { createTableRowCutter } from './row-cutter.ts'

export interface ListRequest {
  /** Such as `/api/v1/secrets` or `/api/v1/namespaces/team/secrets`. */
  path: string
  labelSelector?: string
  /** Rows of the first page and of the later ones: 500 and 2,000 unless told. */
  firstPage?: number
  page?: number
  /**
   * From the server's watch cache and in one piece: right where few rows are expected, since a selector does not
   * shorten the scan of the store behind it. May be some seconds old; a watch from its version catches up.
   */
  fromCache?: boolean
  signal?: AbortSignal
  /**
   * Called with rows as they arrive. `pass` counts from 1: when pages expire in the middle the list starts over,
   * and only the rows of the last pass are those of the list.
   */
  onRows: (rows: KubeRow[], pass: number) => void
}

/** A list of whole objects, each in the form that `read` makes of it. */
export interface ObjectsRequest<T> {
  path: string
  labelSelector?: string
  fieldSelector?: string
  signal?: AbortSignal
  /**
   * Takes what is needed of an object, as it came; the object itself is let go of then. `null` leaves it out, as what has a
   * name or namespace that Kubernetes does not allow.
   */
  read: (object: Readonly<Record<string, unknown>>) => T | null
  /** As `onRows` of `ListRequest`. */
  onObjects: (objects: T[], pass: number) => void
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

export interface ListDeps {
  send: Send
  readRow: RowReader
  server: string
  limits: { head: number; idle: number; answer: number }
  bounds: Bounds
}

/** Metadata without values: see docs/decisions/table-lists.md. */
export const tableAccept = 'application/json;as=Table;v=v1;g=meta.k8s.io'

const passes = 3
/** Whole objects of one page: the size that kubectl takes. */
const objectsOfPage = 500

/**
 * Lists rows and hands them on as they arrive. The next page is asked for as soon as the head of the one before
 * tells its token: the server works on it while rows are still coming in.
 */
export function listRows(deps: ListDeps, request: ListRequest): Promise<ListResult> {
  return listInPasses(deps, {
    path: request.path,
    signal: request.signal,
    query: (continueToken) => pageQuery(request, continueToken),
    read: (tableRows) => readRows(tableRows, deps),
    onRows: request.onRows,
  })
}

/** Lists whole objects in the same way. Rows of a Table carry them, so that each is read and dropped by itself. */
export function listObjects<T>(deps: ListDeps, request: ObjectsRequest<T>): Promise<ListResult> {
  const { path, labelSelector = '', fieldSelector = '', signal, read, onObjects } = request
  const query = {
    includeObject: 'Object',
    ...(labelSelector === '' ? {} : { labelSelector }),
    ...(fieldSelector === '' ? {} : { fieldSelector }),
  }
  return listInPasses(deps, {
    path,
    signal,
    query: (token) => ({
      ...query,
      limit: String(objectsOfPage),
      ...(token === '' ? {} : { continue: token }),
    }),
    read: (tableRows) => readObjects(tableRows, read),
    onRows: onObjects,
  })
}

/** A list whatever its rows are read into. */
interface PagedList<T> {
  path: string
  signal: AbortSignal | undefined
  query: (continueToken: string) => Record<string, string>
  /** Fewer than the rows where some are left out. */
  read: (tableRows: unknown[]) => T[]
  onRows: (rows: T[], pass: number) => void
}

async function listInPasses<T>(deps: ListDeps, list: PagedList<T>): Promise<ListResult> {
  for (let pass = 1; ; pass += 1) {
    try {
      return await listOnce(deps, list, pass)
    } catch (error) {
      if (pass >= passes || failureOf(error)?.code !== 'version-expired') throw error
    }
  }
}

function listOnce<T>(deps: ListDeps, request: PagedList<T>, pass: number): Promise<ListResult> {
  const { bounds } = deps
  const abort = new AbortController()
  const signal = request.signal === undefined ? abort.signal : AbortSignal.any([request.signal, abort.signal])
  return new Promise((resolve, reject) => {
    let underWay = 0
    let resourceVersion = ''
    let rows = 0
    let leftOut = 0
    let bytes = 0
    const asked = new Set<string>()
    const fail = (error: Error) => {
      reject(error)
      abort.abort()
    }
    const ask = (continueToken: string) => {
      if (asked.has(continueToken)) {
        throw failed('answer-garbled', { server: deps.server, reason: 'the same page again' })
      }
      asked.add(continueToken)
      if (asked.size > mostPages) throw new TooLargeError('pages', mostPages)
      underWay += 1
      const cutter = () =>
        createTableRowCutter({
          onHead: (head) => {
            resourceVersion = head.resourceVersion || resourceVersion
            if (head.continueToken !== '') ask(head.continueToken)
          },
          onRows: (tableRows) => {
            const read = request.read(tableRows)
            leftOut += tableRows.length - read.length
            const room = bounds.rows - rows
            rows += read.length
            request.onRows(read.length > room ? read.slice(0, room) : read, pass)
            if (read.length > room) throw new TooLargeError('rows', bounds.rows)
          },
        })
      const sink = (): BodySink => {
        const { push, end } = cutter()
        return {
          push: (chunk) => {
            bytes += chunk.length
            if (bytes > bounds.listMegabytes * megabyte) {
              throw new TooLargeError('megabytes', bounds.listMegabytes)
            }
            push(chunk)
          },
          end,
        }
      }
      const { path } = request
      const query = request.query(continueToken)
      deps
        .send({ path, query, verb: 'list', accept: tableAccept, signal, limits: deps.limits, sink })
        .then(() => {
          underWay -= 1
          if (underWay === 0) resolve({ resourceVersion, rows, pass, ...(leftOut === 0 ? {} : { leftOut }) })
        }, fail)
    }
    ask('')
  })
}

/** The version of the store behind a list, read with as little else as can be. */
export async function readVersion(
  { send, limits }: ListDeps,
  { path, signal }: { path: string; signal: AbortSignal },
): Promise<string> {
  let version = ''
  const sink = () =>
    createTableRowCutter({
      onHead: ({ resourceVersion }) => {
        version = resourceVersion
      },
      onRows: () => {},
    })
  // No selector: the server might have to read everything to find the first row that matches.
  const query = { includeObject: 'None', limit: '1' }
  await send({ path, query, verb: 'list', accept: tableAccept, signal, limits, sink })
  return version
}

function readRows(tableRows: unknown[], { readRow, server }: ListDeps): KubeRow[] {
  return tableRows.flatMap((tableRow) => {
    const row = readRow(tableRow)
    if (row === null) throw failed('answer-garbled', { server, reason: 'a row without metadata' })
    return isAllowed(row) ? [row] : []
  })
}

function readObjects<T>(tableRows: unknown[], read: ObjectsRequest<T>['read']): T[] {
  return tableRows.flatMap((tableRow) => {
    const object = read(fieldsOf(fieldsOf(tableRow)['object']))
    return object === null ? [] : [object]
  })
}

function pageQuery(request: ListRequest, continueToken: string): Record<string, string> {
  const { labelSelector = '', firstPage = 500, page = 2000, fromCache = false } = request
  return {
    ...(labelSelector === '' ? {} : { labelSelector }),
    includeObject: 'Metadata',
    ...(fromCache ? { resourceVersion: '0' } : { limit: String(continueToken === '' ? firstPage : page) }),
    ...(continueToken === '' ? {} : { continue: continueToken }),
  }
}
