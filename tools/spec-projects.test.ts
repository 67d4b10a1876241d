import { expect, it } from 'vitest'
import { misplacedSpec, specsOf } from '../tests/e2e/subjects.ts'

const rotate = '**/rotate.spec.ts'

it('a spec that only runs on the cluster is left out of the sandbox, even where all others run', () => {
  expect(specsOf('sandbox', false).testIgnore).toContain(rotate)
  expect(specsOf('sandbox', true).testIgnore).toContain(rotate)
  expect(specsOf('sandbox', true).testIgnore).not.toContain('**/credentials.spec.ts')
  expect(specsOf('cluster', false).testMatch).toContain(rotate)
  expect(specsOf('cluster', true)).toEqual({})
})

it('asked for by name on the sandbox, it is refused with the reason', () => {
  const refusal =
    'rotate.spec.ts makes Deployments with kubectl, which the sandbox does not offer. Run it with --project=cluster.'
  expect(misplacedSpec(['test', '--project=sandbox', 'tests/e2e/rotate.spec.ts'])).toBe(refusal)
  expect(misplacedSpec(['test', 'rotate.spec', '--project', 'sandbox'])).toBe(refusal)
})

it.each([
  [['test', '--project=cluster', 'tests/e2e/rotate.spec.ts']],
  [['test', 'tests/e2e/rotate.spec.ts']],
  [['test', '--project=sandbox', '--project=cluster', 'tests/e2e/rotate.spec.ts']],
  [['test', '--project=sandbox', 'tests/e2e/sandbox.spec.ts']],
  [['test', '--project=sandbox']],
])('nothing else is refused: %j', (args) => {
  expect(misplacedSpec(args)).toBeUndefined()
})
