import { afterAll, describe, expect, it } from 'vitest'
import type { RunnerTestSuite } from 'vitest'
import { createConnection } from '../../electron/kube/connection.ts'
import type { Connection, ConnectionDeps } from '../../electron/kube/connection.ts'
import type { Cluster } from '../cluster/cluster.ts'
import { startOwnSandbox } from '../cluster/sandbox/own-sandbox.ts'
import { useCluster } from '../cluster/use-cluster.ts'
import { organizationSetter, type SetOrganization } from './organization-resources.ts'

/** What the real cluster and the sandbox have in common, and how the application connects. */
export interface ContractCluster extends Omit<Cluster, 'origin' | 'own'> {
  connect: (request: ConnectionDeps) => Connection
  setOrganization: SetOrganization
}

export type RealCluster = Cluster & ContractCluster

/** Only the real one: for tests about a server's own lifecycle, or about the way to it. */
export function realCluster(): RealCluster {
  const cluster = useCluster()
  return { ...cluster, connect: createConnection, setOrganization: organizationSetter(cluster) }
}

/**
 * Defines the same cases for the kube-apiserver and for the sandbox, and one more, which passes if both ran all of
 * them. A test may only use what both clusters have, so that it is about the contract.
 */
export async function onBothClusters(define: (cluster: ContractCluster) => void): Promise<void> {
  const real = realCluster()
  const sandbox = await startOwnSandbox(real)
  afterAll(sandbox.stop)
  const { dispatcher } = sandbox
  const connect = (request: ConnectionDeps) => createConnection({ dispatcher, ...request })
  describe('on the kube-apiserver', () => define(real))
  describe('on the sandbox', () => define({ ...sandbox, connect }))

  it('all of it has run on both clusters', ({ task: { file } }) => {
    const casesOn = (cluster: string) =>
      file.tasks.flatMap((task) => (task.type === 'suite' && task.name === cluster ? casesOf(task) : []))
    const onReal = casesOn('on the kube-apiserver')
    expect(onReal).not.toEqual([])
    expect(casesOn('on the sandbox')).toEqual(onReal)
    expect(onReal.filter((name) => name.endsWith(notRun))).toEqual([])
  })
}

const notRun = '(not run)'

/** The cases of a suite by name, including nested suites. A skipped one says so. */
function casesOf({ tasks }: RunnerTestSuite): string[] {
  return tasks.flatMap((task) => {
    if (task.type === 'suite') return casesOf(task).map((name) => `${task.name} > ${name}`)
    const hasRun = task.result?.state === 'pass' || task.result?.state === 'fail'
    return [hasRun ? task.name : `${task.name} ${notRun}`]
  })
}
