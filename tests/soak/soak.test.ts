import { afterAll, expect, test } from 'vitest'
import type { StartedCluster } from '../cluster/cluster.ts'
import { startSandboxCluster } from '../cluster/sandbox-cluster.ts'
import { findGrowth } from './judge.ts'
import { plantedLeaks } from './leaks.ts'
import { soak } from './soak.ts'
import { quietLaps, shortLaps, shortRows } from './week.ts'

const started: StartedCluster[] = []
afterAll(() => Promise.all(started.map(({ stop }) => stop())))
const startOne = async () => {
  const cluster = await startSandboxCluster()
  started.push(cluster)
  return cluster
}
const say = (line: string) => console.log(line)

test('eleven laps of work leave nothing behind, and the table is that of kubectl', async () => {
  const { laps, missing, surplus } = await soak({
    ...{ cluster: await startOne(), laps: shortLaps, rows: shortRows, say },
  })
  expect(findGrowth(laps)).toEqual([])
  expect({ missing, surplus }).toEqual({ missing: [], surplus: [] })
})

test('what is left behind on purpose is found, each by its name', async () => {
  const { laps } = await soak({
    ...{ cluster: await startOne(), laps: quietLaps(7), rows: 60, say },
    plant: async (application) => {
      for (const leave of Object.values(plantedLeaks)) await leave(application)
    },
  })
  const grown = findGrowth(laps).map(({ name }) => name)
  expect(grown).toEqual(expect.arrayContaining(Object.keys(plantedLeaks)))
})
