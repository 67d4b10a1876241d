import type { Worker } from 'node:worker_threads'
import { ExpectedError, failed } from '../../shared/failure.ts'
import type { Call, FromThread, ToThread } from './messages.ts'
import type { History, OpenOutcome, TableEngine } from './table-engine.ts'

export interface EngineRequest {
  /** Starts the thread, which runs `worker.ts`: when it is first needed, and anew after it ended. */
  startWorker: () => Worker
}

/** How long a cancel may take until the thread itself is ended, in milliseconds: it may hang over a hostile file. */
const abortLimit = 5000

type Piece = (FromThread & { kind: 'piece' })['piece']

interface Pending {
  call: Call
  settle: { resolve: (value: unknown) => void; reject: (reason: unknown) => void }
  onProgress: (progress: unknown) => void
  onPiece: (piece: Piece) => void
  /** The last that was told. */
  progress: { rows?: number; bytes?: number; of?: number }
}

interface Thread {
  worker: Worker
  pending: Map<number, Pending>
  /** Cancels that the thread has not heard of yet. */
  deaf: Map<number, NodeJS.Timeout>
}

interface Asking {
  signal?: AbortSignal
  onProgress?: (progress: never) => void
  onPiece?: (piece: Piece) => void
  /** Told its number, by which the next piece is asked for. */
  onStart?: (more: () => void) => void
}

const needMemory: readonly Call['call'][] = ['open', 'put', 'compare', 'history', 'write']

/** The tables, in a thread of their own; see `TableEngine`. */
export function createTableEngine({ startWorker }: EngineRequest): TableEngine {
  let thread: Thread | null = null
  let lastNumber = 0

  function begin(): Thread {
    const worker = startWorker()
    const begun: Thread = { worker, pending: new Map(), deaf: new Map() }
    let isOutOfMemory = false
    worker.unref()
    worker.on('message', (message: FromThread) => receive(begun, message))
    worker.on('error', (error: NodeJS.ErrnoException) => {
      isOutOfMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    })
    worker.on('exit', () => lose(begun, isOutOfMemory))
    return begun
  }

  /** The thread ended: so does what is under way, and its tables are gone. */
  function lose(lost: Thread, isOutOfMemory: boolean): void {
    if (thread === lost) thread = null
    for (const timer of lost.deaf.values()) clearTimeout(timer)
    const limit = (lost.worker.resourceLimits?.maxOldGenerationSizeMb ?? 0) * 1024 ** 2
    for (const { call, settle, progress } of lost.pending.values())
      settle.reject(lossOf(call, progress, isOutOfMemory, limit))
    lost.pending.clear()
  }

  function receive(from: Thread, message: FromThread): void {
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

  /** A thread with nothing to do keeps no process alive. */
  function rest(of: Thread): void {
    if (of.pending.size === 0 && of.deaf.size === 0) of.worker.unref()
  }

  function ask<T>(call: Call, { signal, onProgress, onPiece, onStart }: Asking = {}): Promise<T> {
    if (signal?.aborted === true) return Promise.reject(signal.reason as Error)
    const own = (thread ??= begin())
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
          reject(reason as Error)
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
    open: ({ table, file, path, evenIfLarge, onProgress, signal }) =>
      ask<OpenOutcome>({ call: 'open', table, file, path, evenIfLarge }, { signal, onProgress }),
    put: ({ table, columns, rows }) => ask({ call: 'put', table, columns, rows }),
    compare: ({ table, before, after, signal }) => ask({ call: 'compare', table, before, after }, { signal }),
    select: (table, selection) => ask({ call: 'select', table, selection }),
    rows: (table, range) => ask({ call: 'rows', table, ...range }),
    facets: (table, column) => ask({ call: 'facets', table, column }),
    ages: (table, ageLimits) => ask({ call: 'ages', table, ageLimits }),
    write: ({ signal, ...request }) => pieces((asking) => ask({ call: 'write', ...request }, asking), signal),
    history: ({ events, files, cluster, onProgress, signal }) =>
      ask<History>({ call: 'history', events, files, cluster }, { signal, onProgress }),
    life: (table, row) => ask({ call: 'life', table, ...row }),
    close(table) {
      if (thread === null) return
      ask({ call: 'close', table }).catch(() => undefined)
    },
    async end() {
      await thread?.worker.terminate()
    },
  }
}

/** The failure of a call whose thread ended. */
function lossOf(
  call: Call,
  { rows = 0, bytes = 0, of = 0 }: Pending['progress'],
  isOutOfMemory: boolean,
  limit: number,
): ExpectedError {
  if (!isOutOfMemory || !needMemory.includes(call.call)) {
    return failed('table-not-open', { table: 'table' in call ? call.table : '' })
  }
  const share = bytes > 0 ? of / bytes : 1
  return failed('csv-too-large', {
    file: call.call === 'open' ? call.file.name : '',
    rows: Math.round(rows * share),
    memory: Math.round(limit * share),
    limit,
  })
}

/** Pieces as they are asked for; who stops asking ends the call. */
async function* pieces(
  start: (asking: Asking) => Promise<unknown>,
  signal: AbortSignal,
): AsyncGenerator<Piece> {
  const stop = new AbortController()
  const ready: Piece[] = []
  let wake: () => void = () => undefined
  let more: () => void = () => undefined
  let end: { error: unknown } | 'done' | null = null
  const call = start({
    signal: AbortSignal.any([signal, stop.signal]),
    onPiece: (piece) => {
      ready.push(piece)
      wake()
    },
    onStart: (ask) => (more = ask),
  })
  call.then(
    () => {
      end = 'done'
      wake()
    },
    (error: unknown) => {
      end = { error }
      wake()
    },
  )
  try {
    for (;;) {
      const piece = ready.shift()
      if (piece !== undefined) {
        yield piece
        more()
      } else if (end === null) {
        await new Promise<void>((resolve) => (wake = resolve))
      } else if (end === 'done') return
      else throw (end as { error: unknown }).error
    }
  } finally {
    stop.abort()
  }
}
