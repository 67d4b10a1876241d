import type { Dispatcher } from 'undici'
import { createObjectClient } from './object-client.ts'
import type { ObjectClient } from './object-client.ts'
import { usualBounds } from './core/bounds.ts'
import type { Bounds } from './core/bounds.ts'
import type { Clock } from '../base/clock.ts'
import { systemClock } from '../base/clock.ts'
import { createClusterTime, type ClusterTime } from './http/cluster-time.ts'
import { createDispatchers, dispatchTo } from './http/dispatchers.ts'
import { startInformer } from './lists/informer.ts'
import type { InformerRequest, Informer } from './lists/informer.ts'
import { probeTcp } from './http/tcp-probe.ts'
import { createLogged, type KubeLog } from './core/kube-log.ts'
import { createRowReader } from './core/kube-row.ts'
import { createListAbilities } from './lists/list-abilities.ts'
import { listObjects, listRows } from './lists/list-rows.ts'
import type { ListRequest, ListResult, ObjectsRequest } from './lists/list-rows.ts'
import { routeOf } from './http/open-connection.ts'
import type { OpenRequest } from './http/open-connection.ts'
import { createCircuitBreaker } from './http/circuit-breaker.ts'
import { readPem } from './kubeconfig/pem.ts'
import { createRequests } from './requests/requests.ts'
import type { ResolvedContext } from './kubeconfig/resolved-context.ts'
import { createSendOnce } from './requests/send-once.ts'
import { createSignIn } from './sign-in/sign-in.ts'
import { createRequireVersion } from './lists/store-version.ts'
import { shownAddress } from './kubeconfig/without-logins.ts'
import { watchRows } from './lists/watch-rows.ts'
import type { WatchRequest } from './lists/watch-rows.ts'

export type { ObjectMetadata } from './core/object-metadata.ts'

/** Time limits of one connection, in milliseconds. */
interface Timeouts {
  /** To connect, including TLS. */
  connect: number
  /** Until the response headers arrive. */
  head: number
  /** Until a watch's response headers arrive; then the cluster is checked, and the watch may continue. */
  lateHead: number
  /** Between two chunks of a response. */
  idle: number
  /** For a whole response, except of a watch. */
  answer: number
  /** For one run of an exec plugin. */
  plugin: number
  /** After this long without data a watch is reopened. */
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
  // Bookmarks arrive about once a minute.
  silentWatch: 130_000,
}

export interface ConnectionDeps {
  context: ResolvedContext
  /** Credenza's version, for the user agent. */
  version: string
  /** Keys of the annotations that rows keep; all others are dropped on arrival. */
  keepAnnotations: readonly string[]
  log: KubeLog
  /** Called when an exec plugin starts (`command`) and ends (`null`). */
  onPlugin?: (command: string | null) => void
  /** Replaces the network, for a cluster in this process. */
  dispatcher?: Dispatcher | undefined
  /** Resolves a host's addresses, instead of this machine's lookup. */
  lookUp?: OpenRequest['lookUp']
  timeouts?: Partial<Timeouts>
  bounds?: Bounds
  clock?: Clock
  random?: () => number
}

/** One cluster as one user, over one pool of keep-alive connections. All methods reject with an ExpectedError. */
export interface Connection extends ObjectClient {
  server: string
  /** The cluster's time, from its responses so far. */
  time: Pick<ClusterTime, 'now' | 'ahead'>
  /** How many namespaces may be read one by one. */
  mostNamespaces: number
  /** Signs in if that takes more than the kubeconfig contains: runs the exec plugin. */
  signIn: (signal?: AbortSignal) => Promise<void>
  listRows: (request: ListRequest) => Promise<ListResult>
  /** Lists whole objects and keeps only what is needed of them. */
  listObjects: <T>(request: ObjectsRequest<T>) => Promise<ListResult>
  /** Resolves when the server ends the watch normally. */
  watchRows: (request: WatchRequest) => Promise<void>
  startInformer: (request: InformerRequest) => Informer
  /** Aborts all requests, on the wire too. */
  close: () => Promise<void>
}

/** Creates a connection; sends nothing to the cluster before the first request. */
export function createConnection(deps: ConnectionDeps): Connection {
  const {
    context,
    version,
    log,
    clock = systemClock,
    random = Math.random,
    onPlugin = () => {},
    lookUp,
    bounds = usualBounds,
  } = deps
  const limits = { ...usualTimeouts, ...deps.timeouts }
  const { user } = context
  // Texts must not contain a token from the path; requests go to the context's full address.
  const server = shownAddress(context.server)
  const told = { ...context, server }
  const closing = new AbortController()
  const readAuthority = () =>
    context.authority === null ? Promise.resolve('') : readPem(context.authority, context.name)
  const signIn = createSignIn({ context, readAuthority, pluginLimit: limits.plugin, onPlugin, log, clock })
  const route = routeOf(context)
  const { now } = clock
  const dispatchers =
    deps.dispatcher === undefined
      ? createDispatchers({ context, route, readAuthority, connectLimit: limits.connect, now, lookUp })
      : dispatchTo(deps.dispatcher)
  // A proxy accepts connections whether or not the cluster behind it responds.
  const canProbe = deps.dispatcher === undefined && context.proxy === ''
  const probe = () => probeTcp(route, closing.signal)
  const breaker = createCircuitBreaker(clock, random, canProbe ? probe : null)
  const sendOnce = createSendOnce({ context, version, dispatchers })
  const time = createClusterTime(clock)
  const send = createRequests({ context: told, route, signIn, sendOnce, breaker, time, clock })
  const readRow = createRowReader(deps.keepAnnotations)
  const answerLimits = { head: limits.head, idle: limits.idle, answer: limits.answer }

  const untilClosed = (signal: AbortSignal | undefined) =>
    signal === undefined ? closing.signal : AbortSignal.any([signal, closing.signal])
  const logged = createLogged(log, clock)
  const abilities = createListAbilities({ send, server, limits: answerLimits })
  const listParts = { send, readRow, server, user, limits: answerLimits, bounds, abilities, clock }
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
    time,
    mostNamespaces: bounds.namespaces,
    ...createObjectClient({ send, readRow, context: told, logged, limits: answerLimits, untilClosed }),
    signIn: async (signal) => {
      signIn.retry()
      await signIn.get(untilClosed(signal))
    },
    listRows: (list) =>
      logged('kube:list', () => listRows(listParts, { ...list, signal: untilClosed(list.signal) })),
    listObjects: (list) =>
      logged('kube:list', () => listObjects(listParts, { ...list, signal: untilClosed(list.signal) })),
    watchRows: (watch) =>
      logged('kube:watch', () => watchRows(watchParts, { ...watch, signal: untilClosed(watch.signal) })),
    startInformer: (follow) =>
      startInformer(
        {
          list: (list) => logged('kube:list', () => listRows(listParts, list)),
          watch: (watch) => watchRows(watchParts, watch),
          requireVersion,
          mostRows: bounds.rows,
          server,
          retrySignIn: signIn.retry,
          breaker,
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
