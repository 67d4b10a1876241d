import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { targetNames, targetsOf } from './find-targets.ts'
import type { FuzzTarget } from './fuzz-target.ts'
import { fuzz, outcomeText } from './fuzz.ts'
import { readArguments } from './read-arguments.ts'

const noCluster = { cluster: () => Promise.reject(new Error('A target of the unit suite has no cluster.')) }
const targets = await targetsOf('unit')

describe('with some inputs that are the same each time', () => {
  it.each(targets)('$name finds no fault', async (target) => {
    const outcome = await fuzz(target, { inputs: target.inputs, seed: 1 }, noCluster)
    expect(outcome.fault, outcomeText(outcome)).toBeNull()
    expect(outcome.tried).toBe(target.inputs)
  })
})

const holding = (property: fc.IRawProperty<unknown>): FuzzTarget => ({
  name: 'sample',
  suite: 'unit',
  inputs: 1,
  start: () => ({ property }),
})
const digits = holding(
  fc.property(fc.array(fc.nat()), (numbers) => {
    if (numbers.some((number) => number >= 1000)) throw new Error('four digits')
  }),
)

describe('a fault', () => {
  it('is reported with the smallest input, its seed and the way to see it again', async () => {
    const outcome = await fuzz(digits, { seconds: 20, seed: 7 }, noCluster)
    expect(outcome.fault).toMatchObject({ input: '[[1000]]' })
    const text = outcomeText(outcome)
    expect(text).toContain('four digits')
    expect(text).toContain(`npm run fuzz -- sample --seed=7 --path=${outcome.fault?.path}`)
    const again = await fuzz(digits, { seconds: 20, seed: 7, path: outcome.fault?.path }, noCluster)
    expect(again).toMatchObject({ tried: 1, fault: { input: '[[1000]]' } })
  })

  it('is made small even if the time has ended in the meantime', async () => {
    const slow = holding(
      fc.asyncProperty(fc.integer({ min: 1000, max: 1_000_000_000 }), async () => {
        await new Promise((resolve) => setTimeout(resolve, 40))
        return false
      }),
    )
    expect((await fuzz(slow, { seconds: 0.3, seed: 3 }, noCluster)).fault).toMatchObject({ input: '[1000]' })
  })

  it('closes what the target has started', async () => {
    const ended: string[] = []
    const property = fc.property(fc.nat(), () => false)
    const start = () => ({ property, end: () => Promise.resolve(void ended.push('ended')) })
    await fuzz({ name: 'sample', suite: 'unit', inputs: 1, start }, { seconds: 1 }, noCluster)
    expect(ended).toEqual(['ended'])
  })
})

it('makes the same inputs of the same seed', async () => {
  const inputs = async () => {
    const seen: number[] = []
    const property = fc.property(fc.nat(), (number) => {
      seen.push(number)
      return seen.length < 20
    })
    await fuzz(holding(property), { seconds: 20, seed: -5 }, noCluster)
    return seen.slice(0, 20)
  }
  expect(await inputs()).toEqual(await inputs())
})

describe('the command line', () => {
  it('names a target, the seconds and the seed', () => {
    expect(readArguments(['server-answers', '--seconds', '600', '--seed=-12'])).toEqual({
      name: 'server-answers',
      seconds: 600,
      seed: -12,
      path: undefined,
    })
  })

  it.each([
    [[]],
    [['a', 'b']],
    [['a', '--seconds', '-1']],
    [['a', '--seed', 'x']],
    [['a', '--path', '1:2']],
    [['a', '--twice']],
  ])('refuses %j', (given) => {
    expect(() => readArguments(given)).toThrow()
  })

  it('knows the targets by the names of their files', () => {
    expect(targetNames()).toContain('server-answers')
    expect(targetNames()).not.toContain('fuzz-target')
  })
})
