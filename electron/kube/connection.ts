import type { Dispatcher } from 'undici'
import { createAsking } from './asking.ts'
import type { Asking } from './asking.ts'
import { usualBounds } from './bounds.ts'
import type { Bounds } from './bounds.ts'
import type { Clock } from './clock.ts'
import { systemClock } from './clock.ts'
import { createDispatchers, dispatchTo } from './dispatchers.ts'
import { followRows } from './follow-rows.ts'
import type { FollowRequest, Following } from './follow-rows.ts'
import { knock } from './knock.ts'
import type { KubeLog, KubeLogEntry } from './kube-log.ts'
import { createRowReader } from './kube-row.ts'
import { listRows } from './list-rows.ts'
import type { ListRequest, ListResult } from './list-rows.ts'
import { routeOf } from './open-connection.ts'
import type { OpenRequest } from './open-connection.ts'
import { createOutage } from './outage.ts'
import { readPem } from './pem.ts'
import { createRequests } from './requests.ts'
import type { ResolvedContext } from './resolved-context.ts'
import { createSendOnce } from './send-once.ts'
import { createSignIn } from './sign-in.ts'
import { createRequireVersion } from './store-version.ts'
import { shownAddress } from './without-logins.ts'
import { watchRows } from './watch-rows.ts'
import type { WatchRequest } from './watch-rows.ts'
import { failureOf } from '../../shared/failure.ts'

export type { ObjectMetadata } from './object-metadata.ts'

/** Limits of one connection in milliseconds. */
export interface Timeouts {
  /** Until a connection stands, with its TLS. */
  connect: number
  /** Until the head of an answer is there. */
  head: number
  /** Until the head of a watch is there; then it is asked whether the cluster is, and the watch may go on. */
  lateHead: number
  /** Between two pieces of an answer. */
  idle: number
  /** For one whole answer that is no watch. */
  answer: number
  /** For one run of an exec plugin. */
  plugin: number
  /** A watch that says nothing for so long is opened anew. */
  silentWatch: number
}

const usualTimeouts: Timeouts = {
  connect: 10_000,
  head: 15_000,
  lateHead: 5_000,
  idle: 30_000,
  answer: 300_000,
  // A person may have to sign in in a browser.
  plugin: 300_000,
  // Bookmarks come about once a minute.
  silentWatch: 130_000,
}

export interface ConnectionRequest {
  context: ResolvedContext
  /** Credenza's version, for the user agent. */
  version: string
  /** Annotations that rows keep; all others are dropped as they arrive. */
  keepAnnotations: readonly string[]
  log: KubeLog
  /** Told when an exec plugin starts (`command`) and ends (`null`). */
  onPlugin?: (command: string | null) => void
  /** Stands in for the network, where the cluster is in this process. */
  dispatcher?: Dispatcher | undefined
  /** Finds the addresses of a host, in place of this machine's own look-up. */
  lookUp?: OpenRequest['lookUp']
  timeouts?: Partial<Timeouts>
  bounds?: Bounds
  clock?: Clock
  random?: () => number
}

/** One cluster as one user, over one pool of kept-alive connections. Everything rejects with an ExpectedError. */
export interface Connection extends Asking {
  server: string
  /** Namespaces that may be read one by one. */
  mostNamespaces: number
  /** Signs in where that takes more than what the kubeconfig has: runs the exec plugin. */
  signIn: (signal?: AbortSignal) => Promise<void>
  listRows: (request: ListRequest) => Promise<ListResult>
  /** Resolves when the server ends the watch as it should. */
  watchRows: (request: WatchRequest) => Promise<void>
  followRows: (request: FollowRequest) => Following
  /** Ends all that is under way, on the wire too. */
  close: () => Promise<void>
}

/** Makes a connection; nothing is asked of the cluster before the first request. */
export function createConnection(request: ConnectionRequest): Connection {
  const {
    context,
    version,
    log,
    clock = systemClock,
    random = Math.random,
    onPlugin = () => {},
    lookUp,
    bounds = usualBounds,
  } = request
  const limits = { ...usualTimeouts, ...request.timeouts }
  const { user } = context
  // In words a path may not tell its token; requests are sent to the address that the context has.
  const server = shownAddress(context.server)
  const told = { ...context, server }
  const closing = new AbortController()
  const readAuthority = () =>
    context.authority === null ? Promise.resolve('') : readPem(context.authority, context.name)
  const signIn = createSignIn({ context, readAuthority, pluginLimit: limits.plugin, onPlugin, log, clock })
  const route = routeOf(context)
  const { now } = clock
  const dispatchers =
    request.dispatcher === undefined
      ? createDispatchers({ context, route, readAuthority, connectLimit: limits.connect, now, lookUp })
      : dispatchTo(request.dispatcher)
  // A proxy answers whether or not the cluster behind it does.
  const canKnock = request.dispatcher === undefined && context.proxy === ''
  const knockAt = () => knock(route, closing.signal)
  const outage = createOutage(clock, random, canKnock ? knockAt : null)
  const sendOnce = createSendOnce({ context, version, dispatchers })
  const send = createRequests({ context: told, route, signIn, sendOnce, outage, clock })
  const readRow = createRowReader(request.keepAnnotations)
  const answerLimits = { head: limits.head, idle: limits.idle, answer: limits.answer }

  const untilClosed = (signal: AbortSignal | undefined) =>
    signal === undefined ? closing.signal : AbortSignal.any([signal, closing.signal])
  const logged = async <T>(event: KubeLogEntry['event'], work: () => Promise<T>): Promise<T> => {
    const startedAt = clock.now()
    try {
      const result = await work()
      log({ event, ms: clock.now() - startedAt })
      return result
    } catch (error) {
      log({ event, ms: clock.now() - startedAt, code: failureOf(error)?.code ?? 'internal' })
      throw error
    }
  }
  const listParts = { send, readRow, server, limits: answerLimits, bounds }
  const requireVersion = createRequireVersion(listParts)
  const watchParts = {
    send,
    readRow,
    server,
    user,
    lateHead: limits.lateHead,
    requireVersion,
    silentLimit: limits.silentWatch,
    clock,
    random,
  }

  return {
    server,
    mostNamespaces: bounds.namespaces,
    ...createAsking({ send, readRow, context: told, logged, limits: answerLimits, untilClosed }),
    signIn: async (signal) => {
      signIn.retry()
      await signIn.get(untilClosed(signal))
    },
    listRows: (list) =>
      logged('kube:list', () => listRows(listParts, { ...list, signal: untilClosed(list.signal) })),
    watchRows: (watch) =>
      logged('kube:watch', () => watchRows(watchParts, { ...watch, signal: untilClosed(watch.signal) })),
    followRows: (follow) =>
      followRows(
        {
          list: (list) => logged('kube:list', () => listRows(listParts, list)),
          watch: (watch) => watchRows(watchParts, watch),
          requireVersion,
          mostRows: bounds.rows,
          server,
          retrySignIn: signIn.retry,
          outage,
          log,
          clock,
          random,
        },
        { ...follow, signal: untilClosed(follow.signal) },
      ),
    close: async () => {
      closing.abort()
      signIn.close()
      await dispatchers.close()
    },
  }
}
