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
  /** Such as `/api/v1/secrets` or `/api/v1/namespaces/team/secrets`. */
  path: string
  labelSelector?: string
  /** Rows of the first page, 500 unless told, and of the second; each later one has ten times as many as the one before. */
  firstPage?: number
  page?: number
  /**
   * From the server's watch cache and in one piece: right where few rows are expected, since a selector does not
   * shorten the scan of the store behind it. May be some seconds old; a watch from its version catches up.
   */
  fromCache?: boolean
  signal?: AbortSignal
  /**
   * Called with rows as they arrive. `pass` counts from 1: where all comes in one answer behind the first page, or pages
   * expire in the middle, the list starts over, and only the rows of the last pass are those of the list.
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

/** How often a list is begun whose pages expire. */
const mostTries = 3
const rowsOfFirstPage = 500
const growth = 10
/** More of them would not make a list faster, and the server holds each page in its memory. */
const mostRowsOfPage = 50_000
/** Whole objects of one page: the size that kubectl takes. */
const objectsOfPage = 500

/** Lists rows and hands them on as they arrive, in the fastest way that the server has. */
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

/** Lists whole objects in pages. Rows of a Table carry them, so that each is read and dropped by itself. */
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
