/**
 * A stand-in for a large cluster's API server, as a separate process: a number of credentials, listed and watched as
 * Tables, with changes at a rate that no real server on two cores sustains. Only used to measure the window; `npm run
 * bench -- list` measures what the application requests of a real server.
 */
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parseLabelSelector, type LabelSelector } from '../../../electron/sandbox/storage/label-selector.ts'
import { defaultProjectLabel } from '../../../shared/runai.ts'
import { createMadeRows, type MadeRows, type RowEvent } from './made-rows.ts'
import { seedNamespace } from '../seed-data.ts'

/** Orders for the process: to start changes, and to stop them. */
export type MadeClusterOrder = { changesPerSecond: number } | { stop: true }
/** Its answers: where it listens, then how many changes were sent when they stop. */
export type MadeClusterNews = { server: string } | { sent: number }

interface Watcher {
  selects: LabelSelector | null
  response: ServerResponse
}

const everyMilliseconds = 10
const [credentials = 0, namespaces = 1] = process.argv.slice(2).map(Number)
const rows = createMadeRows(credentials, namespaces)
const watchers = new Set<Watcher>()

const tableOf = (pieces: readonly string[], metadata: object, columns: boolean): string =>
  `{"kind":"Table","apiVersion":"meta.k8s.io/v1","metadata":${JSON.stringify(metadata)},` +
  `"columnDefinitions":${columns ? secretColumns : 'null'},"rows":[${pieces.join(',')}]}`

const secretColumns = JSON.stringify(
  ['Name', 'Type', 'Data', 'Age'].map((name) => ({
    ...{ name, type: name === 'Data' ? 'integer' : 'string', format: name === 'Name' ? 'name' : '' },
    ...{ description: '', priority: 0 },
  })),
)

function sendJson(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(text)
}

function listSecrets(query: URLSearchParams, response: ServerResponse): void {
  const selects = parseLabelSelector(query.get('labelSelector') ?? '')
  const all = rows.texts(selects)
  const limit = Number(query.get('limit') ?? '0') || all.length
  const from = Number(query.get('continue') ?? '0')
  const page = all.slice(from, from + limit)
  const more = from + limit < all.length ? { continue: String(from + limit) } : {}
  sendJson(response, 200, tableOf(page, { resourceVersion: rows.version(), ...more }, true))
}

function watchSecrets(query: URLSearchParams, response: ServerResponse): void {
  const watcher = { selects: parseLabelSelector(query.get('labelSelector') ?? ''), response }
  response.writeHead(200, { 'content-type': 'application/json' })
  response.flushHeaders()
  watchers.add(watcher)
  response.on('close', () => watchers.delete(watcher))
}

const namespaceRows = Array.from({ length: namespaces }, (_, index) => {
  const { name, project } = seedNamespace(index)
  const metadata = {
    ...{ name, uid: `namespace-${index}`, resourceVersion: '1', creationTimestamp: '2026-01-05T08:00:00Z' },
    labels: { [defaultProjectLabel]: project },
  }
  const object = { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata }
  return JSON.stringify({ cells: [name, 'Active', '1d'], object })
})

const server = createServer((request, response) => {
  const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://localhost')
  const isWatch = query.get('watch') === '1' || query.get('watch') === 'true'
  if (pathname === '/version') sendJson(response, 200, '{"major":"1","minor":"20","gitVersion":"v1.20.2"}')
  else if (pathname === '/api/v1/secrets') (isWatch ? watchSecrets : listSecrets)(query, response)
  else if (pathname === '/api/v1/namespaces' && isWatch)
    response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders()
  else if (pathname === '/api/v1/namespaces')
    sendJson(response, 200, tableOf(namespaceRows, { resourceVersion: rows.version() }, true))
  else
    sendJson(
      response,
      404,
      '{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"NotFound","code":404}',
    )
})

function tell(events: readonly RowEvent[]): void {
  for (const { selects, response } of watchers) {
    const lines = events.flatMap(({ type, text, labels }) =>
      selects === null || selects(labels)
        ? [`{"type":"${type}","object":${tableOf([text], {}, false)}}\n`]
        : [],
    )
    if (lines.length > 0) response.write(lines.join(''))
  }
}

/** Changes rows at a rate, measured by the clock rather than the timer, until it is stopped. */
function changeAt(changesPerSecond: number, made: MadeRows): () => number {
  const began = performance.now()
  let sent = 0
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - began) / 1000) * changesPerSecond)
    const events: RowEvent[] = []
    for (; sent < due; sent += 1) events.push(made.change(sent, Date.now()))
    tell(events)
  }, everyMilliseconds)
  return () => {
    clearInterval(timer)
    return sent
  }
}

let stop = (): number => 0
process.on('message', (order: MadeClusterOrder) => {
  if ('changesPerSecond' in order) stop = changeAt(order.changesPerSecond, rows)
  else process.send?.({ sent: stop() } satisfies MadeClusterNews)
})
process.on('disconnect', () => process.exit(0))
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  process.send?.({ server: `http://127.0.0.1:${port}` } satisfies MadeClusterNews)
})
