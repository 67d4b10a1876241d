import { expect, test } from 'vitest'
import { rotateSessionOf, rotationDraft } from './rotate-session.fixture.ts'

test('what an earlier rotation left is filled in', async () => {
  const { fields, load } = rotateSessionOf(Promise.resolve({ ok: true, value: rotationDraft }))
  await load()
  expect(fields.values.valueOf('password')).toBe('FAKE-kept')
  expect(fields.form.expiry.expiresAt.value).toBe('2027-01-01T00:00:00Z')
})

test('a draft that arrives after something was entered is only offered', async () => {
  const { promise, resolve } = Promise.withResolvers()
  const { fields, load, rotation } = rotateSessionOf(promise)
  const loaded = load()
  await expect.poll(() => rotation.same.known.value).not.toBeNull()
  fields.form.expiry.take('2028-01-01T00:00:00Z')
  resolve({ ok: true, value: rotationDraft })
  await loaded
  expect(fields.form.expiry.expiresAt.value).toBe('2028-01-01T00:00:00Z')
  expect(fields.values.valueOf('password')).toBe('')
  expect([fields.isContinued.value, fields.draft.found.value]).toEqual([false, rotationDraft])
})
