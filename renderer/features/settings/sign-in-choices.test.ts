import { expect, test } from 'vitest'
import { mostSignInMinutes, settings, usualSignInMinutes } from '../../../shared/contract/settings.ts'
import { signInChoices } from './sign-in-choices.ts'

const isTaken = (signInMinutes: number) => settings.change.in.safeParse({ signInMinutes }).success

test('a plugin may wait for a person for at least as long as kubelogin does, by each choice that the contract takes', () => {
  expect(usualSignInMinutes).toBeGreaterThanOrEqual(3)
  const values = signInChoices(usualSignInMinutes).map(({ value }) => value)
  expect(values.every(isTaken)).toBe(true)
  expect(values).toContain(usualSignInMinutes)
  expect([0, -1, 0.5, mostSignInMinutes + 1, Infinity].some(isTaken)).toBe(false)
})

test('what is set is among the choices, also where another program wrote it', () => {
  expect(signInChoices(4).map(({ label }) => label)).toEqual(
    expect.arrayContaining(['1 minute', '3 minutes', '4 minutes', '5 minutes']),
  )
})
