import { failed } from '../../../shared/failure.ts'
import { statusFailure } from '../failures/answer-failure.ts'
import { boundedWord } from '../core/bounds.ts'
import type { Clock } from '../../base/clock.ts'
import type { BodySink } from '../http/exchange.ts'
import type { KubeRow, RowReader } from '../core/kube-row.ts'
import { isAllowed } from '../core/kube-row.ts'
import { fieldsOf, isRecord } from '../core/models.ts'
import type { KubernetesObject, Untrusted, V1ObjectMeta, V1WatchEvent } from '../core/models.ts'
import { createLineCutter } from '../http/line-cutter.ts'
import { tableAccept } from './list-rows.ts'
import type { Send } from '../requests/requests.ts'
import type { RequireVersion } from './store-version.ts'
import { readStatus } from '../failures/status.ts'

export type RowEvent =
  { type: 'added' | 'modified' | 'deleted'; row: KubeRow } | { type: 'bookmark'; resourceVersion: string }

export interface WatchRequest {
  path: string
  labelSelector?: string
  /** Changes after this version are told. */
  resourceVersion: string
  signal?: AbortSignal
  /**
   * The server has answered, or something on the way holds its answer back until the first change: from now on changes
   * are told.
   */
  onOpen?: () => void
  /** All events that arrived together. */
  onEvents: (events: RowEvent[]) => void
}

export interface WatchDeps {
  send: Send
  readRow: RowReader
  server: string
  user: string
  /** Milliseconds without a head, after which it is asked whether the cluster is there. */
  lateHead: number
  requireVersion: RequireVersion
  /** Milliseconds without a byte, after which the watch is given up. */
  silentLimit: number
  clock: Clock
  random: () => number
}

/** A watch ended since nothing came, not even a bookmark: it may be dead without anyone having told. */
export class SilentWatchError extends Error {
  /** Its head did not come either, while the cluster answered: it may be held back on the way. */
  readonly isHeldBack: boolean

  constructor(server: string, isHeldBack: boolean) {
    super(server)
    this.isHeldBack = isHeldBack
  }
}

/**
 * Watches rows until the server ends it, which it does after some minutes. Rejects with `version-expired` where the
 * version is too old, with a `SilentWatchError`, or with another ExpectedError.
 */
export async function watchRows(deps: WatchDeps, request: WatchRequest): Promise<void> {
  const { clock, server } = deps
  const abort = new AbortController()
  const signal = request.signal === undefined ? abort.signal : AbortSignal.any([request.signal, abort.signal])
  const silence = { isTooLong: false }
  const head = { isThere: false, failure: null as unknown }
  let cancelSilence = () => {}
  let isOver = false
  const listen = () => {
    cancelSilence()
    cancelSilence = clock.after(deps.silentLimit, () => {
      silence.isTooLong = true
      abort.abort()
    })
  }
  const open = createOnce(() => {
    if (isOver) return
    listen()
    request.onOpen?.()
  })
  const lookWhetherThere = async () => {
    try {
      const { path, resourceVersion: version } = request
      await deps.requireVersion({ path, version, signal })
      open()
    } catch (error) {
      head.failure = error
      abort.abort()
    }
  }
  const cancelLateHead = clock.after(deps.lateHead, () => void lookWhetherThere())
  const read = (line: string) => readEvent(JSON.parse(line), deps, request)
  const sink = (): BodySink => {
    head.isThere = true
    cancelLateHead()
    open()
    listen()
    const lines = createLineCutter((whole) =>
      request.onEvents(whole.map(read).filter((event) => event !== null)),
    )
    return {
      push: (chunk) => {
        listen()
        lines.push(chunk)
      },
      end: lines.end,
    }
  }
  try {
    const limits = { head: 0, idle: 0, answer: 0 }
    const query = watchQuery(request, deps.random)
    await deps.send({ path: request.path, query, verb: 'watch', accept: tableAccept, signal, limits, sink })
  } catch (error) {
    if (silence.isTooLong) throw new SilentWatchError(server, !head.isThere)
    if (head.failure !== null && request.signal?.aborted !== true) throw head.failure as Error
    throw error
  } finally {
    isOver = true
    cancelSilence()
    cancelLateHead()
  }
}

function watchQuery({ labelSelector = '', resourceVersion }: WatchRequest, random: () => number) {
  return {
    ...(labelSelector === '' ? {} : { labelSelector }),
    includeObject: 'Metadata',
    watch: '1',
    allowWatchBookmarks: 'true',
    resourceVersion,
    // Random, so that not all clients reconnect at once, as in client-go.
    timeoutSeconds: String(Math.round(240 + 240 * random())),
  }
}

function createOnce(call: () => void): () => void {
  let isDone = false
  return () => {
    if (isDone) return
    isDone = true
    call()
  }
}

function readEvent(event: unknown, deps: WatchDeps, { path }: WatchRequest): RowEvent | null {
  const { server, user } = deps
  const garbled = (reason: string) => failed('answer-garbled', { server, reason })
  if (!isRecord(event)) throw garbled('an event that isn’t an object')
  const { type, object }: Untrusted<V1WatchEvent> = event
  if (type === 'ERROR') {
    const status = readStatus(object)
    throw status === null
      ? garbled('an error without a Status')
      : statusFailure(status, null, { server, user, path, verb: 'watch' })
  }
  const tableRow: unknown = isRecord(object) && Array.isArray(object['rows']) ? object['rows'][0] : undefined
  if (type === 'BOOKMARK') {
    const version = versionOf(object, tableRow)
    return version === '' ? null : { type: 'bookmark', resourceVersion: version }
  }
  if (type !== 'ADDED' && type !== 'MODIFIED' && type !== 'DELETED') return null
  const row = deps.readRow(tableRow)
  if (row === null) throw garbled('an event without a row')
  if (!isAllowed(row)) return null
  return { type: ({ ADDED: 'added', MODIFIED: 'modified', DELETED: 'deleted' } as const)[type], row }
}

/** The version of a bookmark: in its Table, or in the dummy row that it carries. */
function versionOf(table: unknown, tableRow: unknown): string {
  for (const holder of [fieldsOf(tableRow)['object'], table]) {
    const { metadata }: Untrusted<KubernetesObject> = fieldsOf(holder)
    const { resourceVersion }: Untrusted<V1ObjectMeta> = fieldsOf(metadata)
    if (typeof resourceVersion === 'string' && boundedWord(resourceVersion) !== '') return resourceVersion
  }
  return ''
}
