import { expect, test } from 'vitest'
import type { Failure, FailureCode } from '../failure.ts'
import { samples } from './failure-samples.fixture.ts'
import { actionWords, failureText } from './failure-text.ts'

/** All failures as people see them, to be read aloud in one go: title, text, and actions. */
const read = (Object.keys(samples) as FailureCode[])
  .toSorted()
  .map((code) => {
    const failure = { code, ...samples[code].details } as unknown as Failure
    const place = { context: 'prod', now: Date.parse('2026-09-27T12:00:00Z') }
    const { title, text: whole, actions, state } = failureText(failure, place)
    // Times are in the local time of the test.
    const text = whole.replace(/(?:on \d+ \w{3} \d{4} )?at \d\d:\d\d/g, 'on DAY at TIME')
    const buttons = actions.map((action) => `[${actionWords[action]}]`).join(' ')
    return [`${code} (${state})`, `${title}.`.replace('?.', '?'), text, buttons]
      .filter((line) => line !== '')
      .join('\n')
  })
  .join('\n\n')

// A code without a sample or without a text doesn't compile.
test('every failure of the contract reads as in failures.txt, which was read aloud', async () => {
  await expect(`All failures\n\n${read}\n`).toMatchFileSnapshot('failures.txt')
})
