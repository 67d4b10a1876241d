import { EventEmitter } from 'node:events'
import type { Worker } from 'node:worker_threads'
import { expect, it } from 'vitest'
import { createThread } from './thread.ts'

/** A worker whose answers and exit the test controls; it reports whether it keeps the process alive. */
function handWorker() {
  let end: () => void = () => undefined
  const worker = Object.assign(new EventEmitter(), {
    isHolding: true,
    ref: () => void (worker.isHolding = true),
    unref: () => void (worker.isHolding = false),
    postMessage: () => undefined,
    terminate: () => {
      worker.ref()
      return new Promise<number>((resolve) => {
        end = () => resolve(1)
      })
    },
  })
  return { worker, end: () => end() }
}

it('keeps the process alive while something is asked, and not while it rests', async () => {
  const { worker } = handWorker()
  const thread = createThread({ startWorker: () => worker as unknown as Worker })
  const asked = thread.ask({ call: 'close', table: 'a' })
  expect(worker.isHolding).toBe(true)
  worker.emit('message', { kind: 'done', number: 1, value: null })
  await asked
  expect(worker.isHolding).toBe(false)
})

it('keeps the process alive until it is ended, also where an answer comes in the meantime', async () => {
  const { worker, end } = handWorker()
  const thread = createThread({ startWorker: () => worker as unknown as Worker })
  const asked = thread.ask({ call: 'close', table: 'a' })
  const ended = thread.end()
  worker.emit('message', { kind: 'done', number: 1, value: null })
  await asked
  expect(worker.isHolding).toBe(true)
  end()
  await ended
})
