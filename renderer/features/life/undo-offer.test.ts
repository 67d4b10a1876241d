import { expect, test } from 'vitest'
import { undoFor } from '../../../shared/contract/life.ts'
import type { WriteOutcome } from '../../../shared/contract/secrets.ts'
import { drivenStreams } from './life.fixture.ts'
import { createUndoOffer } from './undo-offer.ts'

const news = { context: 'lab', text: '“A” was released', undoneText: '“A” is back', changes: ['1', '2'] }
const gone = { code: 'secret-gone', namespace: 'n', name: 'a' } as const

function makeOffer() {
  const streams = drivenStreams<{ changes: string[] }, WriteOutcome>()
  const timers: { milliseconds: number; callback: () => void; isForgotten: boolean }[] = []
  const offer = createUndoOffer({
    api: { life: { undo: streams.start } } as never,
    after: (milliseconds, callback) => {
      const timer = { milliseconds, callback, isForgotten: false }
      timers.push(timer)
      return () => void (timer.isForgotten = true)
    },
  })
  return { offer, streams, timers }
}

test('is over after ten seconds', () => {
  const { offer, timers } = makeOffer()
  offer.tell(news)
  expect([offer.canUndo.value, timers[0]?.milliseconds]).toEqual([true, undoFor])
  timers[0]?.callback()
  expect(offer.state.value).toBeNull()
})

test('takes all of it back, and says so; the time does not run in the meantime', () => {
  const { offer, streams, timers } = makeOffer()
  offer.tell(news)
  offer.undo()
  expect(timers[0]?.isForgotten).toBe(true)
  expect(streams.last().input).toEqual({ context: 'lab', changes: ['1', '2'] })
  offer.undo()
  expect(streams.started).toHaveLength(1)
  streams.last().handlers.onMessage({ namespace: 'n', name: 'a', failure: null })
  streams.last().handlers.onEnd()
  expect(offer.state.value?.kind).toBe('undone')
})

test('reports what couldn’t be taken back, until it is answered', () => {
  const { offer, streams, timers } = makeOffer()
  offer.tell(news)
  offer.undo()
  streams.last().handlers.onMessage({ namespace: 'n', name: 'a', failure: gone })
  streams.last().handlers.onEnd()
  expect(offer.state.value).toMatchObject({ kind: 'failed', failures: [gone] })
  expect(timers).toHaveLength(1)
  offer.dismiss()
  expect(offer.state.value).toBeNull()
})

test('what can’t be taken back is reported without an offer', () => {
  const { offer, streams } = makeOffer()
  offer.tell({ ...news, changes: [] })
  expect(offer.canUndo.value).toBe(false)
  offer.undo()
  expect(streams.started).toEqual([])
})

test('the end of an undo leaves the offer of a newer change alone, unless it failed', () => {
  const { offer, streams } = makeOffer()
  offer.tell(news)
  offer.undo()
  const newer = { ...news, text: '“B” is now “C”', changes: ['3'] }
  offer.tell(newer)
  streams.last().handlers.onEnd()
  expect(offer.state.value).toEqual({ kind: 'offered', news: newer })
  offer.undo()
  offer.tell(news)
  streams.last().handlers.onFailure(gone)
  expect(offer.state.value).toMatchObject({ kind: 'failed', news: newer })
})

test('dismissing a newer change doesn’t stop an undo under way, and its own message does', () => {
  const { offer, streams } = makeOffer()
  offer.tell(news)
  offer.undo()
  offer.tell({ ...news, changes: ['3'] })
  offer.dismiss()
  expect(streams.last().isStopped).toBe(false)
  offer.tell(news)
  offer.undo()
  offer.dismiss()
  expect(streams.last().isStopped).toBe(true)
})
