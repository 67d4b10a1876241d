import { createGunzip } from 'node:zlib'
import type { Dispatcher } from 'undici'
import { failed } from '../../../shared/failure.ts'

/** By name; several values become several header lines. */
export type RequestHeaders = Readonly<Record<string, string | string[]>>

export interface AnswerHead {
  status: number
  /** The value of a header (name in lowercase); the last one if there are several. */
  header: (name: string) => string
  /** All values of a header, in order. */
  headers: (name: string) => readonly string[]
}

/** Receives the body of one response. An error it throws ends the exchange, on the wire too. */
export interface BodySink {
  push: (chunk: Buffer) => void
  end: () => void
  /** The response was truncated: the sink can still use what arrived. */
  cut?: () => void
}

interface ExchangeRequest {
  dispatcher: Dispatcher
  origin: string
  /** With the query. */
  path: string
  method: 'GET' | 'HEAD' | 'POST' | 'PATCH' | 'DELETE'
  /** Empty for none. */
  body: string
  /** Called when the request is handed to a connection: from then on the server may process it. */
  onSending?: () => void
  headers: RequestHeaders
  signal?: AbortSignal | undefined
  /** Milliseconds until the headers, between two chunks of the body, and for the whole response; 0 for no limit. */
  limits: { head: number; idle: number; answer: number }
  onHead: (head: AnswerHead) => BodySink
}

/** An exchange exceeded its time limit of `seconds`. */
export class TimeLimitError extends Error {
  readonly seconds: number

  constructor(milliseconds: number) {
    super('time limit')
    this.seconds = Math.ceil(milliseconds / 1000)
  }
}

/**
 * Sends one request. Resolves when the response is complete and the sink has processed all of it. Rejects with the
 * sink's error, a `cancelled` failure, a `TimeLimitError`, or the unchanged error of the network.
 */
export function exchange(request: ExchangeRequest): Promise<void> {
  const { dispatcher, origin, path, method, body, headers, signal, limits } = request
  return new Promise((resolve, reject) => {
    let controller: Dispatcher.DispatchController | null = null
    let sink: BodySink | null = null
    let isSettled = false
    const yieldsOf = createEventLoopYields(() => isSettled)

    const settle = (finish: () => void) => {
      if (isSettled) return
      isSettled = true
      if (sink !== null && isDeferred(sink)) sink.drop()
      clearTimeout(waiting)
      clearTimeout(whole)
      signal?.removeEventListener('abort', cancel)
      finish()
    }
    const breakOff = (error: Error) =>
      settle(() => {
        controller?.abort(error)
        reject(error)
      })
    /** Ends a truncated or too slow response. */
    const cutOff = (error: Error) => {
      if (isSettled) return
      if (sink !== null && isDeferred(sink)) {
        sink.whenCut(() => breakOff(error))
        return
      }
      guarded(() => sink?.cut?.())
      breakOff(error)
    }
    const cancel = () => breakOff(failed('cancelled', { operation: 'kube:request' }))
    const guarded = (step: () => void) => {
      if (isSettled) return
      try {
        step()
      } catch (error) {
        breakOff(error instanceof Error ? error : new Error('thrown'))
      }
    }
    let waiting = limit(limits.head, cutOff)
    const whole = limit(limits.answer, cutOff)
    if (signal?.aborted === true) {
      cancel()
      return
    }
    signal?.addEventListener('abort', cancel)

    const send = () =>
      dispatcher.dispatch(
        {
          origin,
          path,
          method,
          ...(body === '' ? {} : { body }),
          headers,
          headersTimeout: 0,
          bodyTimeout: 0,
        },
        {
          onRequestStart: (started) => {
            controller = started
            if (isSettled) started.abort(failed('cancelled', { operation: 'kube:request' }))
            else request.onSending?.()
          },
          onResponseStart: (started, status, headers) =>
            guarded(() => {
              if (status < 200) return
              clearTimeout(waiting)
              waiting = limit(limits.idle, cutOff)
              const all = (name: string) => [headers[name] ?? []].flat()
              const header = (name: string) => all(name).at(-1) ?? ''
              const taker = request.onHead({ status, header, headers: all })
              sink = gzipNames.test(header('content-encoding')) ? gunzipping(taker, started, breakOff) : taker
            }),
          onResponseData: (started, chunk) =>
            guarded(() => {
              waiting?.refresh()
              const eventLoop = yieldsOf(started)
              sink?.push(chunk)
              // Decompression applies backpressure itself.
              if (sink !== null && !isDeferred(sink)) eventLoop.yieldIfDue()
            }),
          onResponseEnd: () =>
            guarded(() => {
              const taken = sink
              if (taken === null) throw new Error('no head')
              clearTimeout(waiting)
              if (isDeferred(taken)) taken.whenTaken(() => settle(resolve))
              taken.end()
              // The pool frees a connection one turn of the event loop later: a request sent right now would open
              // another connection.
              if (!isDeferred(taken)) setImmediate(() => setImmediate(() => settle(resolve)))
            }),
          onResponseError: (_, error) => cutOff(error),
        },
      )
    // Throws synchronously for headers that can't be sent.
    guarded(() => void send())
  })
}

/** How long a fast response is processed before the event loop gets a turn. */
const yieldMilliseconds = 8

/** Measures how long a body is processed within a turn of the event loop, and pauses it when that gets long. */
function createEventLoopYields(isSettled: () => boolean) {
  let began = 0
  return (controller: Dispatcher.DispatchController) => {
    if (began === 0) {
      began = performance.now()
      setImmediate(() => {
        began = 0
      })
    }
    return {
      yieldIfDue: () => {
        if (controller.paused || performance.now() - began < yieldMilliseconds) return
        controller.pause()
        setImmediate(() => {
          if (!isSettled()) controller.resume()
        })
      },
    }
  }
}

function limit(milliseconds: number, breakOff: (error: Error) => void): NodeJS.Timeout | undefined {
  if (milliseconds === 0) return undefined
  return setTimeout(() => breakOff(new TimeLimitError(milliseconds)), milliseconds)
}

/** `x-gzip` means the same, and the letter case doesn't count (RFC 9110). */
const gzipNames = /^(?:x-)?gzip$/i

/** A sink that finishes some time after its `end` is called. */
interface DeferredSink extends BodySink {
  whenTaken: (call: () => void) => void
  /** The response was truncated: calls back when all that arrived was processed. */
  whenCut: (call: () => void) => void
  /** Discards unprocessed data: nothing is passed on after the end. */
  drop: () => void
}

function isDeferred(sink: BodySink): sink is DeferredSink {
  return 'whenTaken' in sink
}

/** Decompresses the body as it arrives, with backpressure to the server. */
function gunzipping(
  sink: BodySink,
  controller: Dispatcher.DispatchController,
  breakOff: (error: Error) => void,
): DeferredSink {
  const gunzip = createGunzip()
  let taken = () => {}
  let cut: (() => void) | null = null
  let isEmpty = true
  const guarded = (step: () => void) => {
    try {
      step()
    } catch (error) {
      gunzip.destroy()
      breakOff(error instanceof Error ? error : new Error('thrown'))
    }
  }
  gunzip.on('data', (chunk: Buffer) => guarded(() => sink.push(chunk)))
  gunzip.on('drain', () => controller.resume())
  gunzip.on('error', () => {
    if (cut === null) breakOff(new SyntaxError('broken gzip'))
    else cut()
  })
  const finish = () =>
    guarded(() => {
      sink.end()
      taken()
    })
  gunzip.on('end', () => {
    if (cut === null) finish()
    else guarded(cut)
  })
  return {
    push: (chunk) => {
      isEmpty = false
      if (!gunzip.write(chunk)) controller.pause()
    },
    end: () => {
      // A proxy may call an empty body compressed, which gunzip would refuse.
      if (isEmpty) finish()
      else gunzip.end()
    },
    whenTaken: (call) => {
      taken = call
    },
    whenCut: (call) => {
      if (cut !== null) return
      cut = () => {
        guarded(() => sink.cut?.())
        call()
      }
      gunzip.end()
    },
    drop: () => void gunzip.destroy(),
  }
}
