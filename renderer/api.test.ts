import { expect, test } from 'vitest'
import type { CredenzaContract } from '../shared/contract/contract.ts'
import type { Bridge } from '../shared/contract/define.ts'
import { createApi } from './api.ts'

type Frame = (frame: string) => void

/** The part of a preload's API that these tests need. */
function makeBridge(parts: {
  list?: () => Promise<string>
  open?: (input: string, onFrame: Frame) => () => void
}) {
  return {
    contexts: { list: parts.list },
    cluster: { open: parts.open },
  } as unknown as Bridge<CredenzaContract>
}

function makeStream() {
  const got: unknown[] = []
  let send: Frame = () => undefined
  let isStopped = false
  const api = createApi(
    makeBridge({
      open: (input, onFrame) => {
        got.push(JSON.parse(input))
        send = onFrame
        return () => void (isStopped = true)
      },
    }),
  )
  const stop = api.cluster.open(
    { context: 'prod' },
    {
      onMessage: (message) => got.push(message),
      onEnd: () => got.push('end'),
      onFailure: (failure) => got.push(failure.code),
    },
  )
  return { got, stop, send: (frame: object) => send(JSON.stringify(frame)), isStopped: () => isStopped }
}

test('an operation gives its result, and a failure if the channel itself breaks', async () => {
  const answered = createApi(makeBridge({ list: () => Promise.resolve('{"ok":true,"value":7}') }))
  expect(await answered.contexts.list({})).toEqual({ ok: true, value: 7 })
  const broken = createApi(makeBridge({ list: () => Promise.reject(new Error('gone')) }))
  expect(await broken.contexts.list({})).toEqual({ ok: false, failure: { code: 'internal', id: '' } })
})

test('a stream reports its messages and how it ended, and nothing after that', () => {
  const { got, send } = makeStream()
  send({ message: 1 })
  send({ failure: { code: 'internal', id: 'x' } })
  send({ message: 2 })
  expect(got).toEqual([{ context: 'prod' }, 1, 'internal'])
})

test('a stopped stream is stopped at its source and no longer listened to', () => {
  const { got, stop, send, isStopped } = makeStream()
  stop()
  send({ message: 1 })
  send({ end: true })
  expect(isStopped()).toBe(true)
  expect(got).toEqual([{ context: 'prod' }])
})

test('a stream that ended by itself is not stopped again', () => {
  const { stop, send, isStopped } = makeStream()
  send({ end: true })
  stop()
  expect(isStopped()).toBe(false)
})
