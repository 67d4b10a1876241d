import { expect, it } from 'vitest'
import type { Failure } from '../../../shared/failure.ts'
import { canAskForSecret, standingOf } from './standing.ts'

const read = { failure: null, isReading: false, isRead: true }
const gone: Failure = { code: 'secret-gone', namespace: 'a', name: 'b' }
const forbidden: Failure = { code: 'forbidden', user: 'u', verb: 'get', resource: 'secrets', namespace: 'a' }

it('is there while the list has it and the cluster says nothing else', () => {
  expect(standingOf('there', read)).toBe('there')
  expect(standingOf('there', { ...read, isRead: false, isReading: true })).toBe('there')
  expect(standingOf('there', { ...read, failure: { code: 'connection-cut', server: 's' } })).toBe('there')
})

it('is gone as soon as the cluster says so, before the list does', () => {
  expect(standingOf('there', { ...read, failure: gone })).toBe('gone')
  expect(standingOf('gone', { ...read, failure: gone })).toBe('gone')
})

it('is not reported as gone before the cluster was asked', () => {
  expect(standingOf('gone', { ...read, isReading: true })).toBe('unknown')
  expect(standingOf('gone', { ...read, isRead: false })).toBe('unknown')
  expect(standingOf('gone', read)).toBe('unregistered')
})

it('is hidden if the right to read it was lost', () => {
  expect(standingOf('there', { ...read, failure: forbidden })).toBe('hidden')
  expect(standingOf('gone', { ...read, failure: forbidden })).toBe('hidden')
})

it('asks for the secret only if it can be there', () => {
  const asked = (['there', 'released', 'unregistered'] as const).map(canAskForSecret)
  const not = (['hidden', 'gone', 'replaced', 'unknown'] as const).map(canAskForSecret)
  expect(asked).toEqual([true, true, true])
  expect(not).toEqual([false, false, false, false])
})
