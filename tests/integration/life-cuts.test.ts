import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startFaultyProxy, type Treatment } from '../cluster/faulty-proxy.ts'
import { realCluster } from './both-clusters.ts'
import { secretOf } from './cluster-secrets.ts'
import { atOf, credential, foreign, own, release, remove, undo } from './life-steps.ts'
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
      clusterRules: [
        { resources: ['secrets', 'namespaces'], verbs: ['get', 'list', 'watch', 'patch', 'delete'] },
      ],
    })
    const index = faults.findIndex(([each]) => each === what)
    const file = join(cluster.folder, `life-cut-${index}.kubeconfig`)
    await writeFile(file, proxy.kubeconfig('cut', token), { mode: 0o600 })
    const project = `life-cut-${index}`
    const open = await openProject(cluster, project)
    const secret = await open.makeSecret('cut', credential)
    const application = await openWizard(cluster, { kubeconfig: file })
    const sent: Record<string, number> = { PATCH: 0, DELETE: 0 }
    proxy.treat(({ method = '' }) => {
      const count = sent[method]
      if (count === undefined) return 'pass'
      sent[method] = count + 1
      return count === 0 ? treatment : 'pass'
    })
    const outcomes = await release(application, [atOf(secret)])
    expect(outcomes).toMatchObject([{ failure: null }])
    expect((await secretOf(cluster, open.namespace, 'cut')).metadata.annotations).toEqual(foreign)
    expect(await undo(application, [outcomes[0]?.undo ?? ''])).toEqual([null])
    expect((await secretOf(cluster, open.namespace, 'cut')).metadata.annotations).toEqual({
      ...own,
      ...foreign,
    })

    const put = await secretOf(cluster, open.namespace, 'cut')
    expect(await remove(application, [atOf(put)])).toMatchObject([{ failure: null, heldBy: [] }])
    const left = await cluster.kubectl(['get', 'secrets', '-n', open.namespace, '-o', 'name'])
    expect(left).not.toContain('secret/cut')
    await Promise.all([application.stop(), open.stop()])
    await proxy.stop()
  })
})
