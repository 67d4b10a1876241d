import { failed } from '../../../shared/failure.ts'
import type { Clock } from '../../base/clock.ts'
import type { BodySink } from '../http/exchange.ts'
import type { KubeRow, RowReader } from '../core/kube-row.ts'
import { isAllowed } from '../core/kube-row.ts'
import { createLineCutter } from '../http/line-cutter.ts'
import { tableAccept } from './read-answer.ts'
import type { Send } from '../requests/requests.ts'
import type { RequireVersion } from './store-version.ts'
import { readTableEvent } from './watch-events.ts'

export type RowEvent =
  | { type: 'added' | 'modified' | 'deleted'; row: KubeRow }
  | { type: 'bookmark'; resourceVersion: string }

export interface WatchRequest {
  path: string
  labelSelector?: string
  /** Changes after this version are reported. */
  resourceVersion: string
  signal?: AbortSignal
  /**
   * The server has answered, or a proxy holds back its response until the first change: from now on changes are
   * reported.
   */
  onOpen?: () => void
  /** All events that arrived together. */
  onEvents: (events: RowEvent[]) => void
}

interface WatchDeps {
  send: Send
  readRow: RowReader
  server: string
  user: string
  /** Milliseconds without response headers after which the cluster is checked. */
  lateHead: number
  requireVersion: RequireVersion
  /** Milliseconds without data after which the watch is given up. */
  silentLimit: number
  clock: Clock
  random: () => number
}

/** A watch ended because nothing arrived, not even a bookmark: its connection may be dead. */
export class SilentWatchError extends Error {
  /** Whether its response headers didn't arrive either, although the cluster answers: a proxy may hold them back. */
  readonly isHeldBack: boolean

  constructor(server: string, isHeldBack: boolean) {
    super(server)
    this.isHeldBack = isHeldBack
  }
}

/**
 * Watches rows until the server ends the watch, usually after some minutes. Rejects with `version-expired` if the
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
  const read = (line: string) => readEvent(line, deps, request)
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
    // Random, so that not all clients reconnect at the same time, as in client-go.
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

function readEvent(line: string, deps: WatchDeps, { path }: WatchRequest): RowEvent | null {
  const { server, user } = deps
  const { type, tableRow, version } = readTableEvent(line, { server, user, path })
  if (type === 'BOOKMARK') return version === '' ? null : { type: 'bookmark', resourceVersion: version }
  if (type !== 'ADDED' && type !== 'MODIFIED' && type !== 'DELETED') return null
  const row = deps.readRow(tableRow)
  if (row === null) throw failed('answer-garbled', { server, reason: 'an event without a row' })
  if (!isAllowed(row)) return null
  return { type: ({ ADDED: 'added', MODIFIED: 'modified', DELETED: 'deleted' } as const)[type], row }
}
