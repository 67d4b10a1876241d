import { failed, failureOf } from '../../../shared/failure.ts'
import type { KubeRow } from '../core/kube-row.ts'
import { isAllowed } from '../core/kube-row.ts'
import { fieldsOf } from '../core/models.ts'
import { startPages } from './list-pages.ts'
import type { PagedList } from './list-pages.ts'
import { listLarge } from './list-rest.ts'
import type { LargeListDeps } from './list-rest.ts'
import { createTally, readAnswer } from './read-answer.ts'
import type { ListDeps, ListResult, RowSink } from './read-answer.ts'

export type { ListResult } from './read-answer.ts'

export interface ListRequest {
  /** For example `/api/v1/secrets` or `/api/v1/namespaces/team/secrets`. */
  path: string
  labelSelector?: string
  /**
   * Rows of the first page (500 by default) and of the second one; each later page has ten times as many as the one
   * before.
   */
  firstPage?: number
  page?: number
  /**
   * Reads from the server's watch cache in one response. Right if few rows are expected, because a selector doesn't
   * shorten the store's scan. Can be some seconds old; a watch from its version catches up.
   */
  fromCache?: boolean
  signal?: AbortSignal
  /**
   * Called with rows as they arrive. `pass` counts from 1: if everything follows the first page in one response, or
   * pages expire, the list starts over, and only the rows of the last pass count.
   */
  onRows: (rows: KubeRow[], pass: number) => void
}

/** A list of whole objects, each reduced by `read`. */
export interface ObjectsRequest<T> {
  path: string
  labelSelector?: string
  fieldSelector?: string
  signal?: AbortSignal
  /**
   * Returns what is needed of an unvalidated object, which is then dropped. `null` skips it, for example if Kubernetes
   * doesn't allow its name or namespace.
   */
  read: (object: Readonly<Record<string, unknown>>) => T | null
  /** Like `onRows` of `ListRequest`. */
  onObjects: (objects: T[], pass: number) => void
}

/** How often a list with expired pages is started. */
const mostTries = 3
/** Rows of the first page by default. */
export const rowsOfFirstPage = 500
const growth = 10
/** Larger pages wouldn't make a list faster, and the server holds each page in memory. */
const mostRowsOfPage = 50_000
/** Whole objects per page: the size that kubectl uses. */
const objectsOfPage = 500

/** Lists rows and passes them on as they arrive, in the fastest way that the server supports. */
export function listRows(deps: LargeListDeps, request: ListRequest): Promise<ListResult> {
  const { path, labelSelector = '', signal, fromCache = false, onRows } = request
  const what = { includeObject: 'Metadata', ...(labelSelector === '' ? {} : { labelSelector }) }
  const rows: RowSink<KubeRow> = { read: (tableRows) => readRows(tableRows, deps), onRows }
  return untilNotExpired((nextPass) =>
    fromCache
      ? listAtAnyVersion(deps, { ...rows, path, signal, what }, nextPass())
      : listLarge(deps, { ...rows, path, signal, what, query: pageQuery(what, request) }, nextPass),
  )
}

/**
 * Lists whole objects in pages. Requests them in the rows of a Table, so that each can be read and dropped
 * individually.
 */
export function listObjects<T>(deps: ListDeps, request: ObjectsRequest<T>): Promise<ListResult> {
  const { path, labelSelector = '', fieldSelector = '', signal, read, onObjects } = request
  const query = {
    includeObject: 'Object',
    ...(labelSelector === '' ? {} : { labelSelector }),
    ...(fieldSelector === '' ? {} : { fieldSelector }),
    limit: String(objectsOfPage),
  }
  const list: PagedList<T> = {
    path,
    signal,
    query: (token) => ({ ...query, ...(token === '' ? {} : { continue: token }) }),
    read: (tableRows) => readObjects(tableRows, read),
    onRows: onObjects,
  }
  return untilNotExpired((nextPass) => {
    const pages = startPages(deps, list, nextPass())
    pages.goOn()
    return pages.done
  })
}

async function untilNotExpired(list: (nextPass: () => number) => Promise<ListResult>): Promise<ListResult> {
  let pass = 0
  const nextPass = () => (pass += 1)
  for (let tries = 1; ; tries += 1) {
    try {
      return await list(nextPass)
    } catch (error) {
      if (tries >= mostTries || failureOf(error)?.code !== 'version-expired') throw error
    }
  }
}

function pageQuery(what: Record<string, string>, { firstPage = rowsOfFirstPage, page }: ListRequest) {
  const second = page ?? firstPage * growth
  return (continueToken: string, number: number): Record<string, string> => {
    const size = number === 1 ? firstPage : Math.min(mostRowsOfPage, second * growth ** (number - 2))
    return { ...what, limit: String(size), ...(continueToken === '' ? {} : { continue: continueToken }) }
  }
}

async function listAtAnyVersion<T>(
  deps: ListDeps,
  list: Omit<PagedList<T>, 'query'> & { what: Record<string, string> },
  pass: number,
): Promise<ListResult> {
  const { path, what, signal = new AbortController().signal } = list
  const tally = createTally(deps, list, pass)
  let version = ''
  await readAnswer(deps, {
    path,
    query: { ...what, resourceVersion: '0' },
    signal,
    tally,
    onHead: ({ resourceVersion }) => {
      version = resourceVersion
    },
  })
  return tally.result(version)
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
