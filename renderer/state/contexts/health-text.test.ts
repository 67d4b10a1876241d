import { expect, test } from 'vitest'
import type { Failure } from '../../../shared/failure.ts'
import { failureText } from '../../../shared/failure-text/failure-text.ts'
import { asOfText, healthWord, nextTryText, silenceText } from './health-text.ts'

const now = new Date(2026, 8, 27, 20, 54, 50).getTime()
const asOf = new Date(2026, 8, 27, 20, 54, 12).toISOString()
const failure: Failure = { code: 'unauthorized', server: 'https://s', user: 'bob', expiredAt: '' }

test('the word of a state says what a person can do about it', () => {
  expect(healthWord({ state: 'live', since: asOf }, 'prod', true)).toEqual({ word: 'Live', tone: 'good' })
  expect(healthWord({ state: 'failed', asOf: '', failure }, 'prod', false)).toEqual({
    word: 'Signed out',
    tone: 'bad',
  })
  expect(healthWord(null, '', false)).toEqual({ word: 'No cluster', tone: 'off' })
})

test('a list that is not current says when it was read', () => {
  const health = { state: 'reconnecting', since: asOf, asOf, nextTryAt: asOf, failure } as const
  expect(asOfText(health, 'prod', true, now)).toBe('as of 20:54:12, 38 s ago')
  expect(asOfText({ state: 'failed', asOf, failure }, 'prod', true, now)).toBe('last list at 20:54:12')
  expect(asOfText({ state: 'failed', asOf: '', failure }, 'prod', false, now)).toBe('Nothing was read')
})

// The status bar said “Partial, the list is incomplete” for a host that can’t be resolved, while the page showed why
// nothing arrived.
test('a list that broke off before its first row has the words of the page', () => {
  const unresolved: Failure = { code: 'name-not-resolved', host: 'api.example.org' }
  const health = { state: 'partial', since: asOf, nextTryAt: '', failure: unresolved } as const
  const page = failureText(unresolved, { context: 'prod', now })
  expect(asOfText(health, 'prod', false, now)).toBe(page.title)
  expect(healthWord(health, 'prod', false)).toEqual({ word: page.state, tone: 'bad' })
  expect(asOfText(health, 'prod', true, now)).toBe('the list is incomplete')
  expect(healthWord(health, 'prod', true)).toEqual({ word: 'Partial', tone: 'warn' })
})

test('the next try is counted down, and nothing is said if there is none', () => {
  expect(nextTryText(new Date(now + 7900).toISOString(), now)).toBe('Next try in 7 s.')
  expect(nextTryText(new Date(now).toISOString(), now)).toBe('Trying now.')
  expect(nextTryText('', now)).toBe('')
})

test('how long a silent cluster has sent nothing counts from its last data, not from when that was noticed', () => {
  const health = { state: 'stale', since: new Date(now).toISOString(), asOf } as const
  expect(silenceText(health, 'prod', now)).toBe('prod hasn’t sent anything for 38 s.')
})
