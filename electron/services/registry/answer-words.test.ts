import { describe, expect, it } from 'vitest'
import { pullLimitOf, resetOf, tellsOfLock, wordsOf } from './answer-words.ts'

const now = Date.parse('2026-11-29T12:00:00Z')
const headed = (headers: Record<string, string>) => ({ header: (name: string) => headers[name] ?? '' })

describe('the words of a refusal', () => {
  it.each([
    [
      '{"errors":[{"code":"UNAUTHORIZED","message":"authentication required","detail":null}]}',
      'authentication required',
    ],
    ['{"details":"incorrect username or password"}', 'incorrect username or password'],
    ['{"error":"invalid_grant","error_description":"no such user"}', 'no such user'],
    ['{"error":"denied"}', 'denied'],
    ['{"errors":[{"status":403,"message":"Your account is locked"}],"message":7}', 'Your account is locked'],
    ['<html>no</html>', ''],
    ['{"errors":{"a":1}}', ''],
    ['[]', ''],
    ['null', ''],
    ['{"errors":[', ''],
  ])('%s', (text, words) => {
    expect(wordsOf({ text })).toBe(words)
  })

  it('are short, however long they were', () => {
    expect(wordsOf({ text: JSON.stringify({ message: 'a'.repeat(10_000) }) })).toHaveLength(400)
  })

  it.each([
    ['Your account is temporarily locked', true],
    ['Recurrent login failures blocked request', true],
    ['This user has been disabled', true],
    ['authentication required', false],
    ['the file is unlocked', false],
    ['clock skew', false],
  ])('report a locked account: %s', (words, isLocked) => {
    expect(tellsOfLock(words)).toBe(isLocked)
  })
})

describe('the reset of a rate limit', () => {
  it.each([
    [{ 'retry-after': '90' }, '2026-11-29T12:01:30.000Z'],
    [{ 'retry-after': 'Sun, 29 Nov 2026 12:05:00 GMT' }, '2026-11-29T12:05:00.000Z'],
    [{ 'x-retry-after': String(now / 1000 + 60) }, '2026-11-29T12:01:00.000Z'],
    [{ 'retry-after': 'soon', 'ratelimit-reset': '60' }, '2026-11-29T12:01:00.000Z'],
    [{ 'retry-after': '999999999999' }, ''],
    [{ 'retry-after': 'Sun, 29 Nov 1026 12:05:00 GMT' }, ''],
    [{ 'retry-after': '-5' }, ''],
    [{}, ''],
  ])('%j', (headers, reset) => {
    expect(resetOf(headed(headers), now)).toBe(reset)
  })
})

it('the pulls that are left are read as Docker Hub reports them', () => {
  const headers = { 'ratelimit-limit': '100;w=21600', 'ratelimit-remaining': '76;w=21600' }
  expect(pullLimitOf(headed(headers))).toEqual({ most: 100, left: 76, seconds: 21_600 })
  expect(pullLimitOf(headed({ ...headers, 'ratelimit-remaining': 'many' }))).toBeNull()
})
