/**
 * The thread that reads, selects, compares and writes tables. It opens the files it gets, writes no files and has no
 * access to windows or clusters.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { failed, failureOf } from '../../../shared/failure.ts'
import { createCallAnswerer } from './answer-calls.ts'
import type { Call, FromThread, ToThread } from '../protocol/messages.ts'

interface Started {
  stop: AbortController
  more: (() => void) | null
}

const { limit } = workerData as { limit: number }
const answer = createCallAnswerer({ limit })
const started = new Map<number, Started>()
const tell = (message: FromThread) => parentPort?.postMessage(message)

async function run(number: number, call: Call): Promise<void> {
  const own: Started = { stop: new AbortController(), more: null }
  started.set(number, own)
  const { signal } = own.stop
  try {
    const value = await answer(call, {
      signal,
      tellProgress: (progress) => signal.aborted || tell({ kind: 'progress', number, progress }),
      hand: async (piece) => {
        signal.throwIfAborted()
        const next = new Promise<void>((resolve) => (own.more = resolve))
        tell({ kind: 'piece', number, piece })
        await next
        signal.throwIfAborted()
      },
    })
    if (!signal.aborted) tell({ kind: 'done', number, value })
  } catch (error) {
    if (!signal.aborted) tell(told(number, call, error))
  } finally {
    started.delete(number)
  }
}

function told(number: number, call: Call, error: unknown): FromThread {
  const failure = failureOf(error)
  if (failure !== null) return { kind: 'failed', number, failure }
  if (error instanceof RangeError && /allocation failed|string length/i.test(error.message)) {
    const file = call.call === 'open' ? call.file.name : ''
    return {
      kind: 'failed',
      number,
      failure: failed('csv-too-large', { file, rows: 0, memory: limit, limit }).failure,
    }
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error))
  return { kind: 'broken', number, message, stack: stack ?? '' }
}

parentPort?.on('message', (message: ToThread) => {
  switch (message.kind) {
    case 'call':
      void run(message.number, message.call)
      break
    case 'abort':
      started.get(message.number)?.stop.abort()
      started.get(message.number)?.more?.()
      tell({ kind: 'aborted', number: message.number })
      break
    case 'more':
      started.get(message.number)?.more?.()
      break
  }
})
