import { expect, test } from 'vitest'
import { expiryNotification, runNotification, signInNotification } from './notification-text.ts'

test('names of contexts are short, and shown as what they are', () => {
  const { body } = signInNotification(`${'a'.repeat(80)}\u202e`)
  expect(body).toBe(`${'a'.repeat(60)}… no longer accepts your sign-in.`)
  expect(signInNotification('prod\u202e').body).not.toContain('\u202e')
})

test('a run reports what failed and what is left only if there is some', () => {
  expect(runNotification({ done: 3, failed: 0, left: 0 }, 'prod').body).toBe('prod: 3 secrets done.')
  expect(runNotification({ done: 0, failed: 2, left: 1 }, 'prod').body).toBe(
    'prod: 0 secrets done, 2 failed, 1 left.',
  )
})

test('what expires is reported in one sentence', () => {
  expect(expiryNotification({ expired: 0, soon: 1 }, 14, 'prod').body).toBe(
    'prod: 1 credential expires within 14 days.',
  )
})
