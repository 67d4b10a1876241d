import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { useCluster } from '../cluster/use-cluster.ts'
import { bodyCases } from './sandbox/body-cases.ts'
import type { Case } from './sandbox/case.ts'
import { clusterFlows } from './sandbox/cluster-flows.ts'
import { createCases } from './sandbox/create-cases.ts'
import { listFlows } from './sandbox/list-flows.ts'
import { patchCases } from './sandbox/patch-cases.ts'
import { readCases } from './sandbox/read-cases.ts'
import { routeCases } from './sandbox/route-cases.ts'
import { record } from './sandbox/scenarios.ts'
import type { Scenario } from './sandbox/scenarios.ts'
import { isFollowed, makeNamespaces, randomName, realWorld, sandboxWorld } from './sandbox/worlds.ts'
import type { World } from './sandbox/worlds.ts'
import { watchFlows } from './sandbox/watch-flows.ts'
import { writeFlows } from './sandbox/write-flows.ts'

const cases = [...createCases, ...bodyCases, ...patchCases, ...readCases, ...routeCases]
const flows = [...writeFlows, ...listFlows, ...watchFlows, ...clusterFlows]

const cluster = useCluster()
const namespace = randomName('contract')
let real: World
let sandbox: World

beforeAll(async () => {
  real = await realWorld(cluster.adminKubeconfig)
  sandbox = await sandboxWorld()
  await makeNamespaces([real, sandbox], namespace, cluster)
  for (const world of [real, sandbox]) await prepareScene(world)
})
afterAll(async () => {
  await real.close()
  await sandbox.close()
})

/** Secrets of every kind that the cases need. */
async function prepareScene(world: World): Promise<void> {
  const path = `/api/v1/namespaces/${namespace}/secrets`
  const make = (body: object) => world.ask({ method: 'POST', path, body })
  await make({
    metadata: { name: 'plain', labels: { x: 'y', 'example.com/y': 'z' }, annotations: { k: 'v' } },
    stringData: { U: 'x', P: 'y' },
  })
  await make({ metadata: { name: 'fixed' }, immutable: true, data: { k: 'eA==' } })
  await make({ metadata: { name: 'held', finalizers: ['example.com/hold'] } })
  await world.ask({ method: 'DELETE', path: `${path}/held` })
  for (const number of ['1', '2', '3', '4', '5']) {
    await make({ metadata: { name: `p${number}`, labels: { p: number } }, type: 'example.com/numbered' })
  }
}

function scenarioOf({ name, at = '', ...request }: Case): Scenario {
  const isAbsolute = /^\/(api|apis|version)(\/|$)/.test(at)
  const path = isAbsolute ? at : `/api/v1/namespaces/${namespace}/secrets${at}`
  return { name, run: ({ ask }) => ask({ method: 'GET', ...request, path }) }
}

/** Both clusters must give a scenario the same answers. */
async function expectAlike(scenario: Scenario, place: string): Promise<void> {
  const [told, expected] = await Promise.all([
    record(sandbox, place, scenario),
    record(real, place, scenario),
  ])
  expect(told).toEqual(expected)
}

describe.runIf(isFollowed(cluster))('one request', () => {
  it.each(cases)('answers alike: $name', (given) => expectAlike(scenarioOf(given), namespace))

  it('has changed nothing', async () => {
    await expectAlike({ name: 'list', run: ({ get }) => get('') }, namespace)
    const { body } = await sandbox.ask({ method: 'GET', path: `/api/v1/namespaces/${namespace}/secrets` })
    expect((body as { items: unknown[] }).items).toHaveLength(8)
  })
})

describe.runIf(isFollowed(cluster))('one thing after the other', () => {
  it.concurrent.each(flows)('goes alike: $name', async (scenario) => {
    const own = randomName('contract')
    await makeNamespaces([real, sandbox], own, cluster)
    await expectAlike(scenario, own)
  })
})
