import { describe, expect, it } from 'vitest'
import { targetsOf } from '../../tools/fuzz/find-targets.ts'
import { fuzz, outcomeText } from '../../tools/fuzz/fuzz.ts'
import { useCluster } from '../cluster/use-cluster.ts'

const targets = await targetsOf('integration')

describe.runIf(targets.length > 0)('for a few seconds, with a seed of its own, on the test cluster', () => {
  it.each(targets)('$name finds no fault', async (target) => {
    const outcome = await fuzz(target, { seconds: 5 }, { cluster: () => Promise.resolve(useCluster()) })
    console.log(outcomeText(outcome))
    expect(outcome.fault, outcomeText(outcome)).toBeNull()
    expect(outcome.tried).toBeGreaterThan(0)
  })
})
