import Dispatcher from 'undici/lib/dispatcher/dispatcher.js'
import type { ApiAnswer, ApiRequest } from './api/request.ts'
import type { Clock } from '../base/clock.ts'

/** The outcome of a request: a response, or a connection that is cut before it. */
export type Fate = { kind: 'answer'; answer: ApiAnswer } | { kind: 'cut' }

interface DispatcherDeps {
  /** Whether the cluster can be reached; if not, connections are refused. */
  isReachable: () => boolean
  /** Decides the outcome of one request, which has been carried out when this returns. */
  decide: (request: ApiRequest) => Fate
  /** Milliseconds until a response begins. */
  latency: () => number
  clock: Clock
}

interface SandboxDispatcher {
  dispatcher: Dispatcher
  /** Cuts all open connections. */
  cutAll: () => void
}

/** Passes requests to the cluster in this process the way undici's dispatchers pass them to a connection. */
export function createDispatcher(deps: DispatcherDeps): SandboxDispatcher {
  const open = new Set<Exchange>()
  let isClosed = false
  const dispatch = (options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler) => {
    const exchange = createExchange(handler, () => open.delete(exchange))
    open.add(exchange)
    setImmediate(() => {
      if (isClosed) exchange.fail(networkError('UND_ERR_DESTROYED', 'The client is destroyed'))
      else if (!deps.isReachable()) exchange.fail(networkError('ECONNREFUSED', 'connect ECONNREFUSED'))
      else begin(deps, exchange, options)
    })
    return true
  }
  const cutAll = () => {
    for (const exchange of [...open]) exchange.fail(networkError('UND_ERR_SOCKET', 'other side closed'))
  }
  const close = () => {
    isClosed = true
    cutAll()
    return Promise.resolve()
  }
  return { dispatcher: Object.assign(new Dispatcher(), { dispatch, close, destroy: close }), cutAll }
}

function begin(
  { decide, latency, clock }: DispatcherDeps,
  exchange: Exchange,
  options: Dispatcher.DispatchOptions,
): void {
  if (!exchange.start()) return
  const run = () => {
    try {
      const fate = decide(readRequest(options))
      if (fate.kind === 'answer') exchange.answer(fate.answer)
      else exchange.fail(networkError('UND_ERR_SOCKET', 'other side closed'))
    } catch (error) {
      // A bug in the sandbox fails one request, not the application.
      exchange.fail(error instanceof Error ? error : new Error('thrown'))
    }
  }
  const milliseconds = latency()
  if (milliseconds === 0) run()
  else exchange.onAbort(clock.after(milliseconds, run))
}

const networkError = (code: string, message: string) => Object.assign(new Error(message), { code })

function readRequest(options: Dispatcher.DispatchOptions): ApiRequest {
  const found = new Map(headerPairs(options.headers))
  return {
    method: options.method,
    path: options.path,
    header: (name) => found.get(name) ?? '',
    body: readBody(options.body),
  }
}

/** Names in lowercase; the last of several values of a name. */
function headerPairs(headers: Dispatcher.DispatchOptions['headers']): [string, string][] {
  if (headers === null || headers === undefined || Array.isArray(headers)) return []
  return Object.entries(headers).map(([name, value]) => [
    name.toLowerCase(),
    String((Array.isArray(value) ? value.at(-1) : value) ?? ''),
  ])
}

function readBody(body: Dispatcher.DispatchOptions['body']): Buffer {
  if (body === null || body === undefined) return Buffer.alloc(0)
  if (typeof body === 'string') return Buffer.from(body, 'utf8')
  if (body instanceof Uint8Array) return Buffer.from(body)
  throw new TypeError('a body that is neither text nor bytes')
}

/** One request and its response, from the client's side. */
interface Exchange {
  /** Starts the request; returns false if it was aborted meanwhile. */
  start: () => boolean
  answer: (answer: ApiAnswer) => void
  fail: (error: Error) => void
  /** Sets what to call when the exchange is aborted. */
  onAbort: (cancel: () => void) => void
}

/** How long a response is sent without pause, in milliseconds; then the event loop gets a turn. */
const sliceMilliseconds = 8

function createExchange(handler: Dispatcher.DispatchHandler, onEnd: () => void): Exchange {
  let isOver = false
  let isPaused = false
  let reason: Error | null = null
  let cancel = () => {}
  let resume = () => {}

  const end = (tell: () => void) => {
    if (isOver) return
    isOver = true
    cancel()
    onEnd()
    tell()
  }
  const fail = (error: Error) => end(() => handler.onResponseError?.(controller, error))
  /** An error thrown by the handler ends the exchange, as on a connection. */
  const guarded = (step: () => void) => {
    if (isOver) return
    try {
      step()
    } catch (error) {
      fail(error instanceof Error ? error : new Error('thrown'))
    }
  }
  const controller: Dispatcher.DispatchController = {
    get aborted() {
      return reason !== null
    },
    get paused() {
      return isPaused
    },
    get reason() {
      return reason
    },
    rawHeaders: [],
    rawTrailers: [],
    pause: () => {
      isPaused = true
    },
    resume: () => {
      if (!isPaused) return
      isPaused = false
      resume()
    },
    abort: (why) => {
      if (reason !== null) return
      reason = why
      queueMicrotask(() => fail(why))
    },
  }
  const send = (text: string) =>
    guarded(() => handler.onResponseData?.(controller, Buffer.from(text, 'utf8')))
  const finish = () => guarded(() => end(() => handler.onResponseEnd?.(controller, {})))

  return {
    start: () => {
      guarded(() => handler.onRequestStart?.(controller, {}))
      return !isOver && reason === null
    },
    answer: (answer) => {
      guarded(() => handler.onResponseStart?.(controller, answer.status, answer.headers, ''))
      if (isOver || reason !== null) return
      const isStopped = () => isOver || isPaused || reason !== null
      const flow = { send, finish, guarded, isStopped }
      const moving = answer.kind === 'whole' ? sendPieces(answer.pieces, flow) : sendLines(answer.open, flow)
      resume = moving.resume
      cancel = moving.close
    },
    fail,
    onAbort: (given) => {
      cancel = given
    },
  }
}

interface Flow {
  send: (text: string) => void
  finish: () => void
  /** Runs a step; an error it throws ends the exchange. */
  guarded: (step: () => void) => void
  isStopped: () => boolean
}

interface Moving {
  resume: () => void
  close: () => void
}

function sendPieces(pieces: Iterable<string>, { send, finish, guarded, isStopped }: Flow): Moving {
  const iterator = pieces[Symbol.iterator]()
  let isWaiting = false
  const sendSlice = () => {
    const began = performance.now()
    while (!isStopped()) {
      const next = iterator.next()
      if (next.done === true) {
        finish()
        return
      }
      send(next.value)
      if (performance.now() - began >= sliceMilliseconds) {
        later()
        return
      }
    }
  }
  const later = () => {
    if (isWaiting) return
    isWaiting = true
    setImmediate(() => {
      isWaiting = false
      guarded(sendSlice)
    })
  }
  guarded(sendSlice)
  return { resume: later, close: () => {} }
}

/** Sends the lines of one turn of the event loop together. */
function sendLines(open: (ApiAnswer & { kind: 'watch' })['open'], { send, finish, isStopped }: Flow): Moving {
  let waiting: string[] = []
  let isEnding = false
  let isScheduled = false
  const flush = () => {
    isScheduled = false
    if (isStopped()) return
    const text = waiting.join('')
    waiting = []
    if (text !== '') send(text)
    if (isEnding && waiting.length === 0 && !isStopped()) finish()
  }
  const later = () => {
    if (isScheduled) return
    isScheduled = true
    setImmediate(flush)
  }
  const close = open({
    line: (text) => {
      waiting.push(text)
      later()
    },
    end: () => {
      isEnding = true
      later()
    },
  })
  return { resume: later, close }
}
