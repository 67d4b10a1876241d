import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startFaultyProxy, type Treatment } from '../cluster/faulty-proxy.ts'
import { realCluster } from './both-clusters.ts'
import { secretOf } from './cluster-secrets.ts'
import { atOf, credential, foreign, own, release, undo } from './life-steps.ts'
import { openProject } from './open-project.ts'
import { openWizard } from './open-wizard.ts'

describe('a connection that is cut while a credential is changed', () => {
  const faults: [what: string, treatment: Treatment][] = [
    ['before the cluster sees it', 'reset'],
    ['as soon as the cluster has it', { reset: 'once-sent' }],
    ['when the cluster has carried it out', { reset: 'once-answered' }],
    ['within the body of the answer', { cutAfter: 40 }],
  ]

  it.each(faults)('%s: it is settled by a look, and done once', async (what, treatment) => {
    const cluster = realCluster()
    const proxy = await startFaultyProxy(cluster)
    const { token } = await cluster.user('life-cut', {
      clusterRules: [{ resources: ['secrets', 'namespaces'], verbs: ['get', 'list', 'watch', 'patch'] }],
    })
    const index = faults.findIndex(([each]) => each === what)
    const file = join(cluster.folder, `life-cut-${index}.kubeconfig`)
    await writeFile(file, proxy.kubeconfig('cut', token), { mode: 0o600 })
    const project = `life-cut-${index}`
    const open = await openProject(cluster, project)
    const secret = await open.makeSecret('cut', credential)
    const application = await openWizard(cluster, { kubeconfig: file })
    let patches = 0
    proxy.treat((request) => {
      if (request.method !== 'PATCH') return 'pass'
      patches += 1
      return patches === 1 ? treatment : 'pass'
    })
    const outcomes = await release(application, [atOf(secret)])
    expect(outcomes).toMatchObject([{ failure: null }])
    expect((await secretOf(cluster, open.namespace, 'cut')).metadata.annotations).toEqual(foreign)
    expect(await undo(application, [outcomes[0]?.undo ?? ''])).toEqual([null])
    expect((await secretOf(cluster, open.namespace, 'cut')).metadata.annotations).toEqual({
      ...own,
      ...foreign,
    })
    await Promise.all([application.stop(), open.stop()])
    await proxy.stop()
  })
})
