import { expect, test } from 'vitest'
import { sandbox } from '../../../shared/contract/sandbox.ts'
import { failEveryChoices, failWithChoices, latencyChoices } from './fault-choices.ts'

test('every choice is one that the contract takes', () => {
  const choices = [
    ...latencyChoices.map(({ value }) => ({ latency: value })),
    ...failEveryChoices.map(({ value }) => ({ failEvery: value })),
    ...failWithChoices.map(({ value }) => ({ failWith: value })),
  ]
  for (const choice of choices) expect(sandbox.switchFaults.in.parse(choice)).toEqual(choice)
})
