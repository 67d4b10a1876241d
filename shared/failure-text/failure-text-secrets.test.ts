import { expect, test } from 'vitest'
import { dateText } from '../columns.ts'
import type { FailureOf } from '../failure.ts'
import { failureText } from './failure-text.ts'

const now = Date.parse('2026-09-27T12:00:00Z')
const taken = (parts: Partial<FailureOf<'secret-taken'>>) =>
  failureText(
    {
      code: 'secret-taken',
      namespace: 'runai',
      name: 'harbor-pull',
      credential: 'Harbor robot',
      by: 't.ferreira',
      at: new Date(now - 4000).toISOString(),
      ...parts,
    },
    { context: 'prod', now },
  )

test('who was first is reported, and how long before', () => {
  expect(taken({}).title).toBe('harbor-pull is already in use')
  expect(taken({}).text).toBe(
    't.ferreira used it for the credential “Harbor robot” 4 seconds before you. Nothing was written.',
  )
})

test.each([
  [1000, '1 second before you'],
  [-3000, 'a moment before you'],
  [61_000, '1 minute before you'],
  [1_500_000, '25 minutes before you'],
  [40 * 86_400_000, `on ${dateText('2026-08-18T12:00:00Z')} at `],
])('a lead of %i ms is shown as “%s”', (lead, words) => {
  expect(taken({ at: new Date(now - lead).toISOString() }).text).toContain(words)
})

test('if the secret does not say who took it, that is left out', () => {
  expect(taken({ by: '', at: '', credential: '' }).text).toBe('It’s now a credential. Nothing was written.')
})

test('an existing secret is described as ours, registered or neither', () => {
  const exists = (parts: Partial<FailureOf<'secret-exists'>>) =>
    failureText(
      {
        code: 'secret-exists',
        namespace: 'runai',
        name: 'password-git',
        credential: '',
        registered: false,
        by: '',
        ...parts,
      },
      { context: 'prod', now },
    ).text
  expect(exists({ credential: 'Git', registered: true })).toContain('it’s the credential “Git”')
  expect(exists({ registered: true })).toContain('registered with Run:ai')
  expect(exists({ by: 'helm' })).toContain('created by helm, not by Credenza')
  // A user who can't read it learns nothing new.
  expect(exists({})).toContain('Its purpose is unknown')
})
