import { expect, test } from 'vitest'
import { settings } from '../../../shared/contract/settings.ts'
import { minutesChoices } from './minutes-choices.ts'

test('every choice is one that the contract takes, and none is missing', () => {
  const isTaken = (draftMinutes: number) => settings.change.in.safeParse({ draftMinutes }).success
  const offered = minutesChoices.map(({ value }) => value)
  expect(offered.every(isTaken)).toBe(true)
  expect([-1, 0.5, offered.length].some(isTaken)).toBe(false)
})

test('one minute is one, and no time has its own words', () => {
  expect(minutesChoices.slice(0, 3).map(({ label }) => label)).toEqual([
    'Don’t keep them',
    '1 minute',
    '2 minutes',
  ])
})
