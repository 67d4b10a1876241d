import type { ServerResponse } from 'node:http'
import type { Connection } from '../connection.ts'
import type { KubeRow } from '../core/kube-row.ts'
import { sendJson, startServer } from './loopback-server.ts'
import type { Answer, LoopbackServer } from './loopback-server.ts'
import { sampleConnection, statusOf, table, tableRow, watchLine } from './kube-samples.ts'

/** The content of a server with many rows, and how it responds. */
interface LargeListServer {
  /** The minor version in `/version`: 20 doesn't support streaming lists, 34 does. */
  minor: string
  /** Uids in the store at `storeVersion`, the version of its paged lists. */
  uids: string[]
  storeVersion: number
  /** Uids in the cache, and the cache's version. */
  cachedUids: string[]
  cacheVersion: number
  /** Handle a page, a list from the cache or a stream differently; `false` for the usual response. */
  onPage?: (response: ServerResponse, start: number) => boolean
  onCache?: (response: ServerResponse) => boolean
  onStream?: (response: ServerResponse) => boolean
}

export const uidsOf = (count: number, prefix = 'uid'): string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}-${index}`)

export const rowsOf = (uids: readonly string[]) => uids.map((uid) => tableRow(uid))

/** Responds to lists like a kube-apiserver: pages from its store, or lists from its cache, or the events of a watch. */
export function largeListAnswer(server: LargeListServer): Answer {
  return (_, response, { pathname, searchParams }) => {
    const version = Number(searchParams.get('resourceVersion') ?? '')
    if (pathname === '/version') {
      sendJson(response, { major: '1', minor: server.minor })
    } else if (searchParams.has('sendInitialEvents')) {
      if (server.onStream?.(response) === true) return
      if (Number.parseInt(server.minor) < 32) {
        sendJson(response, statusOf(422, 'Invalid', 'resourceVersionMatch is forbidden for watch'), 422)
      } else writeStream(response, server.cachedUids, server.cacheVersion)
    } else if (searchParams.get('includeObject') === 'None') {
      sendJson(response, table([], { resourceVersion: String(server.cacheVersion) }))
    } else if (searchParams.has('resourceVersion')) {
      if (server.onCache?.(response) === true) return
      if (version <= server.cacheVersion) {
        const resourceVersion = String(server.cacheVersion)
        sendJson(response, table(rowsOf(server.cachedUids), { resourceVersion }))
      } else sendJson(response, statusOf(504, 'Timeout', 'Timeout: Too large resource version'), 504)
    } else {
      const start = Number(searchParams.get('continue') ?? '0')
      if (server.onPage?.(response, start) === true) return
      const end = start + Number(searchParams.get('limit') ?? server.uids.length)
      const token = end < server.uids.length ? { continue: String(end) } : {}
      const metadata = { resourceVersion: String(server.storeVersion), ...token }
      sendJson(response, table(rowsOf(server.uids.slice(start, end)), metadata))
    }
  }
}

/** The bookmark after a watch's initial events, as a Table. */
export const endOfInitialEvents = (version: number) => {
  const annotations = { 'k8s.io/initial-events-end': 'true' }
  return watchLine('BOOKMARK', tableRow('', String(version), { annotations }))
}

export function writeStream(response: ServerResponse, uids: readonly string[], version: number): void {
  response.writeHead(200, { 'content-type': 'application/json' })
  for (const row of rowsOf(uids)) response.write(watchLine('ADDED', row))
  response.write(endOfInitialEvents(version))
}

/** Begins a successful response, and returns true. */
export function begun(response: ServerResponse): true {
  response.writeHead(200, { 'content-type': 'application/json' })
  return true
}

/** Servers, with 1,200 rows by default, and connections to them; all are closed after each test. */
export function useLargeLists(afterEach: (close: () => Promise<void>) => void) {
  const closing: { close: () => Promise<void> }[] = []
  afterEach(async () => {
    for (const one of closing.splice(0).reverse()) await one.close()
  })
  return {
    async serve(about: Partial<LargeListServer> = {}, more: Parameters<typeof sampleConnection>[1] = {}) {
      const uids = about.uids ?? uidsOf(1200)
      const usual = { minor: '20', uids, storeVersion: 7, cachedUids: uids, cacheVersion: 7 }
      const server = await startServer(largeListAnswer({ ...usual, ...about }))
      const connection = sampleConnection(server.url, more)
      closing.push(server, connection)
      return { server, connection }
    },

    /** Lists, and returns the uids of each pass; those of the last pass are the result. */
    async list(connection: Connection, more: { signal?: AbortSignal } = {}) {
      const passes: string[][] = []
      const onRows = (rows: KubeRow[], pass: number) =>
        void (passes[pass - 1] ??= []).push(...rows.map(({ uid }) => uid))
      const request = { path: '/api/v1/secrets', labelSelector: 'a', onRows, ...more }
      const result = await connection.listRows(request)
      return { passes, result, uids: (passes[result.pass - 1] ?? []).sort() }
    },

    /** The kinds of the requests received. */
    waysIn: ({ asked, url }: LoopbackServer): string[] =>
      asked.map((path) => {
        const { pathname, searchParams } = new URL(path, url)
        if (pathname === '/version') return 'version'
        if (searchParams.has('sendInitialEvents')) return 'stream'
        if (searchParams.get('includeObject') === 'None') return 'probe'
        if (searchParams.has('resourceVersion')) return 'cache'
        return `page of ${searchParams.get('limit') ?? ''}`
      }),
  }
}
