import { expect, test } from 'vitest'
import type { Result } from '../../../shared/failure.ts'
import type { SecretDetails, SecretEvents } from '../../../shared/secret-details.ts'
import { createDetailsReading } from './details-reading.ts'

const asked = { context: 'c', namespace: 'runai', name: 'harbor', uid: 'a' }
const secretOf = (uid: string, resourceVersion = '1') => ({ uid, resourceVersion }) as SecretDetails
const noEvents: Result<SecretEvents> = { ok: true, value: { events: [], hasMore: false } }

/** An API whose answers the test releases, in any order. */
function answering() {
  const answers: ((result: Result<SecretDetails>) => void)[] = []
  const read = () => new Promise<Result<SecretDetails>>((resolve) => answers.push(resolve))
  const reading = createDetailsReading({
    details: { read, events: () => Promise.resolve(noEvents) },
    activity: { ofSecret: () => Promise.resolve({ ok: true, value: { writes: [], isWhole: true } }) },
  })
  return { reading, answer: (at: number, result: Result<SecretDetails>) => answers[at]?.(result) }
}

test('the newest answer wins, whichever comes last', async () => {
  const { reading, answer } = answering()
  const first = reading.refresh(asked)
  const second = reading.refresh(asked)
  answer(1, { ok: true, value: secretOf('a', '2') })
  await second
  answer(0, { ok: true, value: secretOf('a', '1') })
  await first
  expect(reading.read.value.secret?.resourceVersion).toBe('2')
  expect(reading.isReading.value).toBe(false)
})

test('an answer for what was left is dropped', async () => {
  const { reading, answer } = answering()
  const left = reading.refresh(asked)
  reading.clear()
  answer(0, { ok: true, value: secretOf('a') })
  await left
  expect(reading.read.value).toEqual({
    ...{ secret: null, failure: null, events: null, eventsFailure: null },
    record: null,
  })
})

test('what was read stays visible when it can’t be read anymore', async () => {
  const { reading, answer } = answering()
  const first = reading.refresh(asked)
  answer(0, { ok: true, value: secretOf('a') })
  await first
  const second = reading.refresh(asked)
  answer(1, { ok: false, failure: { code: 'secret-gone', namespace: 'runai', name: 'harbor' } })
  await second
  expect(reading.read.value.secret?.uid).toBe('a')
  expect(reading.read.value.failure?.code).toBe('secret-gone')
})

test('another secret of the same name is not shown as the one that is meant', async () => {
  const { reading, answer } = answering()
  const read = reading.refresh(asked)
  answer(0, { ok: true, value: secretOf('b') })
  await read
  expect(reading.read.value.secret).toBeNull()
  expect(reading.read.value.failure).toEqual({ code: 'secret-gone', namespace: 'runai', name: 'harbor' })
})
