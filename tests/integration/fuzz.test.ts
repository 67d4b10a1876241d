import { describe, expect, it } from 'vitest'
import { targetsOf } from '../../tools/fuzz/find-targets.ts'
import { fuzz, outcomeText } from '../../tools/fuzz/fuzz.ts'
import { useCluster } from '../cluster/use-cluster.ts'

const targets = await targetsOf('integration')

describe.runIf(targets.length > 0)(
  'on the test cluster, with some inputs that are the same each time',
  () => {
    it.each(targets)('$name finds no fault', async (target) => {
      const request = { inputs: target.inputs, seed: 1 }
      const outcome = await fuzz(target, request, { cluster: () => Promise.resolve(useCluster()) })
      expect(outcome.fault, outcomeText(outcome)).toBeNull()
      expect(outcome.tried).toBe(target.inputs)
    })
  },
)
