import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { outcomeOf } from '../../shared/activity-writes.ts'
import { Settings } from '../../shared/contract/settings.ts'
import { failureOf } from '../../shared/failure.ts'
import { createActivityService } from '../../electron/services/activity/activity-service.ts'
import { createConnectionConsent } from '../../electron/services/contexts/connection-consent.ts'
import { createSaveFile } from '../../electron/services/save-file.ts'
import { createValues } from '../../electron/services/values/values-service.ts'
import { startFaultyProxy, type Treatment } from '../cluster/faulty-proxy.ts'
import { realCluster } from './both-clusters.ts'
import { secretOf } from './cluster-secrets.ts'
import { atOf, credential, foreign, own, release, remove, undo } from './life-steps.ts'
import { openProject } from './open-project.ts'
import { openWizard } from './open-wizard.ts'

/** A credential of an own project, and an application that reaches the cluster through a proxy. */
async function openCredential(project: string) {
  const cluster = realCluster()
  const proxy = await startFaultyProxy(cluster)
  const verbs = ['get', 'list', 'watch', 'patch', 'delete']
  const { token } = await cluster.user('life-cut', {
    clusterRules: [{ resources: ['secrets', 'namespaces'], verbs }],
  })
  const file = join(cluster.folder, `${project}.kubeconfig`)
  await writeFile(file, proxy.kubeconfig('cut', token), { mode: 0o600 })
  const open = await openProject(cluster, project)
  const secret = await open.makeSecret('cut', credential)
  const application = await openWizard(cluster, { kubeconfig: file })
  return { cluster, proxy, open, secret, application }
}

describe('a connection that is cut while a credential is changed', () => {
  const faults: [what: string, treatment: Treatment][] = [
    ['before the cluster sees it', 'reset'],
    ['as soon as the cluster has it', { reset: 'once-sent' }],
    ['when the cluster has carried it out', { reset: 'once-answered' }],
    ['within the body of the answer', { cutAfter: 40 }],
  ]

  it.each(faults)('%s: it is settled by a look, and done once', async (what, treatment) => {
    const index = faults.findIndex(([each]) => each === what)
    const { cluster, proxy, open, secret, application } = await openCredential(`life-cut-${index}`)
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

describe('a cluster that dies in the middle', () => {
  it('of a deletion: it is sent once, and window and record say that its end is not known', async () => {
    const { cluster, proxy, open, secret, application } = await openCredential('life-dies')
    let deletions = 0
    proxy.treat(({ method }) => {
      if (method !== 'DELETE') return deletions === 0 ? 'pass' : 'reset'
      deletions += 1
      return deletions === 1 ? { reset: 'once-answered' } : 'reset'
    })
    const [outcome] = await remove(application, [atOf(secret)])
    // It carried the deletion out, which nobody could know.
    const left = await cluster.kubectl(['get', 'secrets', '-n', open.namespace, '-o', 'name'])
    expect(left).not.toContain('secret/cut')
    const record = createActivityService({
      folder: application.activity,
      placeOf: (context) => application.clusters.opened(context).place,
      chooseFileToSave: () => Promise.resolve(null),
      saveFile: createSaveFile(),
      onWritten: () => undefined,
    })
    const { namespace, name } = secret.metadata
    const { writes } = await record.ofSecret({ context: application.context, namespace, name })
    expect(outcome?.failure?.code).toBe('outcome-unknown')
    expect(writes.map(outcomeOf)).toEqual(['unknown'])
    expect(deletions).toBe(1)
    await Promise.all([application.stop(), open.stop()])
    await proxy.stop()
  })

  it('of a reveal: there is a reason and no part of the value, and it is there again with the cluster', async () => {
    const { proxy, open, application } = await openCredential('reveal-dies')
    const value = 'FAKE-revealed-to-no-one'
    const secret = await open.makeSecret('shown', {
      ...credential,
      data: { Password: value },
    })
    const values = createValues({
      opened: application.clusters.opened,
      requireSafe: createConnectionConsent().require,
      settings: { read: () => Settings.parse({}) } as Parameters<typeof createValues>[0]['settings'],
      policyFile: '',
      clipboard: { copy: () => Promise.reject(new Error('nothing is copied')) },
    })
    const { namespace, name } = secret.metadata
    const asked = { context: application.context, namespace, name, key: 'Password' }
    for (const treatment of ['reset', { cutAfter: 60 }, { cutAfterText: 'Password' }] as const) {
      proxy.treat(() => treatment)
      const error: unknown = await values.reveal(asked).catch((thrown: unknown) => thrown)
      expect(failureOf(error)?.code).toBe('connection-cut')
      expect(JSON.stringify([failureOf(error), String(error)])).not.toMatch(/FAKE|RkFLR/)
    }
    proxy.treat(() => 'pass')
    expect(await values.reveal(asked)).toEqual({ kind: 'text', text: value, size: value.length })
    await Promise.all([application.stop(), open.stop()])
    await proxy.stop()
  })
})
