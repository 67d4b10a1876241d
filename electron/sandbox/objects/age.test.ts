import { expect, it } from 'vitest'
import { ageOf } from './age.ts'

const now = Date.parse('2026-11-01T12:00:00Z')
const ago = (seconds: number) => new Date(now - seconds * 1000).toISOString()
const minutes = 60
const hours = 60 * minutes
const days = 24 * hours

it.each([
  [0, '0s'],
  [119, '119s'],
  [120, '2m'],
  [3 * minutes + 40, '3m40s'],
  [10 * minutes + 40, '10m'],
  [179 * minutes, '179m'],
  [3 * hours, '3h'],
  [3 * hours + 5 * minutes, '3h5m'],
  [8 * hours, '8h'],
  [47 * hours, '47h'],
  [2 * days + 5 * hours, '2d5h'],
  [8 * days, '8d'],
  [729 * days, '729d'],
  [730 * days, '2y'],
  [733 * days, '2y3d'],
  [3000 * days, '8y'],
  [-1, '0s'],
  [-5, '<invalid>'],
])('%i seconds are %s', (seconds, age) => {
  expect(ageOf(ago(seconds), now)).toBe(age)
})

it('has no age without a time', () => {
  expect([ageOf(null, now), ageOf(undefined, now)]).toEqual(['<unknown>', '<unknown>'])
})
