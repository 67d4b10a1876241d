import type { Worker } from 'node:worker_threads'
import { ExpectedError, failed } from '../../../shared/failure.ts'
import type { Call, FromThread, ToThread } from '../protocol/messages.ts'

export interface ThreadDeps {
  /** Starts the thread, which runs `worker.ts`: when it is first needed, and again after it ended. */
  startWorker: () => Worker
}

/** How long after a cancel the thread is ended, in milliseconds, if it doesn't react: a hostile file may block it. */
const abortLimit = 5000

export type Piece = (FromThread & { kind: 'piece' })['piece']

interface Pending {
  call: Call
  settle: { resolve: (value: unknown) => void; reject: (reason: Error) => void }
  onProgress: (progress: unknown) => void
  onPiece: (piece: Piece) => void
  /** The last reported progress. */
  progress: { rows?: number; bytes?: number; of?: number }
}

interface Running {
  worker: Worker
  /** Bytes of memory that it may use. */
  limit: number
  pending: Map<number, Pending>
  /** Timers of cancels that the thread hasn't confirmed yet. */
  deaf: Map<number, NodeJS.Timeout>
  /** It is being ended, and keeps the process alive until then. */
  isEnding: boolean
}

export interface Asking {
  signal?: AbortSignal
  onProgress?: (progress: never) => void
  onPiece?: (piece: Piece) => void
  /** Called with the function that requests the next piece. */
  onStart?: (more: () => void) => void
}

const needMemory: readonly Call['call'][] = ['open', 'put', 'compare', 'history', 'write']

/** The thread, started on demand. */
export function createThread({ startWorker }: ThreadDeps) {
  let running: Running | null = null
  let lastNumber = 0

  function begin(): Running {
    const worker = startWorker()
    const limit = (worker.resourceLimits?.maxOldGenerationSizeMb ?? 0) * 1024 ** 2
    const begun: Running = { worker, limit, pending: new Map(), deaf: new Map(), isEnding: false }
    let isOutOfMemory = false
    worker.unref()
    worker.on('message', (message: FromThread) => receive(begun, message))
    worker.on('error', (error: NodeJS.ErrnoException) => {
      isOutOfMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    })
    worker.on('exit', () => lose(begun, isOutOfMemory))
    return begun
  }

  /** The thread ended: fails its calls; its tables are lost. */
  function lose(lost: Running, isOutOfMemory: boolean): void {
    if (running === lost) running = null
    for (const timer of lost.deaf.values()) clearTimeout(timer)
    for (const { call, settle, progress } of lost.pending.values())
      settle.reject(lossOf(call, progress, isOutOfMemory, lost.limit))
    lost.pending.clear()
  }

  function ask<T>(call: Call, { signal, onProgress, onPiece, onStart }: Asking = {}): Promise<T> {
    if (signal?.aborted === true) return Promise.reject(signal.reason as Error)
    const own = (running ??= begin())
    const number = ++lastNumber
    const send = (message: ToThread) => own.worker.postMessage(message)
    return new Promise<T>((resolve, reject) => {
      const abort = () => {
        if (!own.pending.delete(number)) return
        own.deaf.set(
          number,
          setTimeout(() => void own.worker.terminate(), abortLimit),
        )
        send({ kind: 'abort', number })
        reject(signal?.reason as Error)
      }
      const settle: Pending['settle'] = {
        resolve: (value) => {
          signal?.removeEventListener('abort', abort)
          resolve(value as T)
        },
        reject: (reason) => {
          signal?.removeEventListener('abort', abort)
          reject(reason)
        },
      }
      own.pending.set(number, {
        call,
        settle,
        onProgress: (progress) => onProgress?.(progress as never),
        onPiece: onPiece ?? (() => undefined),
        progress: {},
      })
      own.worker.ref()
      signal?.addEventListener('abort', abort, { once: true })
      onStart?.(() => send({ kind: 'more', number }))
      send({ kind: 'call', number, call })
    })
  }

  return {
    ask,
    isRunning: () => running !== null,
    async end(): Promise<void> {
      if (running === null) return
      running.isEnding = true
      await running.worker.terminate()
    },
  }
}

function receive(from: Running, message: FromThread): void {
  if (message.kind === 'aborted') {
    clearTimeout(from.deaf.get(message.number))
    from.deaf.delete(message.number)
    rest(from)
    return
  }
  const pending = from.pending.get(message.number)
  if (pending === undefined) return
  switch (message.kind) {
    case 'progress':
      pending.progress = message.progress as Pending['progress']
      pending.onProgress(message.progress)
      return
    case 'piece':
      pending.onPiece(message.piece)
      return
    case 'done':
      pending.settle.resolve(message.value)
      break
    case 'failed':
      pending.settle.reject(new ExpectedError(message.failure))
      break
    case 'broken': {
      const error = new Error(message.message)
      error.stack = message.stack
      pending.settle.reject(error)
      break
    }
  }
  from.pending.delete(message.number)
  rest(from)
}

/** An idle thread doesn't keep the process alive. */
function rest(of: Running): void {
  if (of.pending.size === 0 && of.deaf.size === 0 && !of.isEnding) of.worker.unref()
}

/** The failure of a call whose thread ended. */
function lossOf(
  call: Call,
  { rows = 0, bytes = 0, of = 0 }: Pending['progress'],
  isOutOfMemory: boolean,
  limit: number,
): ExpectedError {
  if (!isOutOfMemory || !needMemory.includes(call.call)) {
    const table = 'table' in call ? call.table : ''
    return failed('table-not-open', { table, ...(isOutOfMemory ? { isMemoryShort: true } : {}) })
  }
  const share = bytes > 0 ? of / bytes : 1
  return failed('csv-too-large', {
    file: call.call === 'open' ? call.file.name : '',
    rows: Math.round(rows * share),
    memory: Math.round(limit * share),
    limit,
  })
}
