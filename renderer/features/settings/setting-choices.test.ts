import { expect, test } from 'vitest'
import { sandbox } from '../../../shared/contract/sandbox.ts'
import { mostSignInMinutes, settings, usualSignInMinutes } from '../../../shared/contract/settings.ts'
import {
  expiryChoices,
  failEveryChoices,
  failWithChoices,
  latencyChoices,
  minutesChoices,
  signInChoices,
} from './setting-choices.ts'

const isTaken = (change: object) => settings.change.in.safeParse(change).success
const valuesOf = <V>(choices: readonly { value: V }[]) => choices.map(({ value }) => value)

test('a current value that only the settings file names is one of the choices', () => {
  expect(valuesOf(expiryChoices(14))).toEqual([1, 3, 7, 14, 30, 60, 90, 180, 365])
  expect(expiryChoices(10).find(({ value }) => value === 10)?.label).toBe('10 days')
  expect(signInChoices(4).map(({ label }) => label)).toEqual(
    expect.arrayContaining(['1 minute', '3 minutes', '4 minutes', '5 minutes']),
  )
})

test('a sign-in plugin may wait at least as long as kubelogin, and the contract accepts each choice', () => {
  expect(usualSignInMinutes).toBeGreaterThanOrEqual(3)
  const values = valuesOf(signInChoices(usualSignInMinutes))
  expect(values.every((signInMinutes) => isTaken({ signInMinutes }))).toBe(true)
  expect(values).toContain(usualSignInMinutes)
  const others = [0, -1, 0.5, mostSignInMinutes + 1, Infinity]
  expect(others.some((signInMinutes) => isTaken({ signInMinutes }))).toBe(false)
})

test('passwords can be kept for exactly the minutes that the contract accepts', () => {
  const offered = valuesOf(minutesChoices)
  expect(offered.every((draftMinutes) => isTaken({ draftMinutes }))).toBe(true)
  expect([-1, 0.5, offered.length].some((draftMinutes) => isTaken({ draftMinutes }))).toBe(false)
  expect(minutesChoices.slice(0, 3).map(({ label }) => label)).toEqual([
    'Don’t keep them',
    '1 minute',
    '2 minutes',
  ])
})

test('the contract accepts every fault of the sandbox that can be chosen', () => {
  const choices = [
    ...valuesOf(latencyChoices).map((latency) => ({ latency })),
    ...valuesOf(failEveryChoices).map((failEvery) => ({ failEvery })),
    ...valuesOf(failWithChoices).map((failWith) => ({ failWith })),
  ]
  for (const choice of choices) expect(sandbox.switchFaults.in.parse(choice)).toEqual(choice)
})
