import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { onBothClusters } from './both-clusters.ts'
import { secretOf, secretsOf } from './cluster-secrets.ts'
import { lifeCases, nameFor } from './life-cases.ts'
import { atOf, lookAt, remove } from './life-steps.ts'
import { knowProject, openProject, type OpenProject } from './open-project.ts'
import { openWizard } from './open-wizard.ts'

await onBothClusters((cluster) => {
  let open: OpenProject
  let namespace = ''
  const { meanwhile, makeCredential, secretIfThere } = lifeCases(cluster, () => open)

  beforeAll(async () => {
    open = await openProject(cluster, 'life-delete')
    namespace = open.namespace
  })
  afterAll(() => open.stop())

  describe('deleting', () => {
    it('deletes the secrets that were named, and no other', async () => {
      const names = ['gone-1', 'gone-2', 'stays']
      const [first, second] = await Promise.all(names.map((name) => makeCredential(name)))
      if (first === undefined || second === undefined) throw new Error('nothing was made')
      const before = await secretsOf(cluster, namespace)
      const outcomes = await remove(open.application, [first, second].map(atOf))
      expect(outcomes).toMatchObject([
        { failure: null, undo: null, heldBy: [] },
        { failure: null, undo: null, heldBy: [] },
      ])
      before.delete('gone-1')
      before.delete('gone-2')
      expect(await secretsOf(cluster, namespace)).toEqual(before)
    })

    it.each(meanwhile)(
      'one that was %s in the meantime is refused, and what is there stays',
      async (what, work, code) => {
        const secret = await makeCredential(nameFor(what, 'delete'))
        await work(secret)
        const before = await secretIfThere(secret)
        expect(await remove(open.application, [atOf(secret)])).toMatchObject([{ failure: { code } }])
        expect(await secretIfThere(secret)).toEqual(before)
      },
    )

    it('what a finalizer holds is reported with the finalizer, and is reported as gone afterwards', async () => {
      const secret = await makeCredential('held')
      const patch = (finalizers: string[] | null) =>
        cluster.kubectl([
          ...['patch', 'secret', 'held', '-n', namespace, '--type', 'merge'],
          ...['-p', JSON.stringify({ metadata: { finalizers } })],
        ])
      await patch(['example.com/never', 'example.com/later'])
      const shown = await secretOf(cluster, namespace, 'held')
      expect(await remove(open.application, [atOf(shown)])).toMatchObject([
        { failure: null, undo: null, heldBy: ['example.com/never', 'example.com/later'] },
      ])
      expect(await secretOf(cluster, namespace, 'held')).toMatchObject({
        metadata: { uid: secret.metadata.uid, annotations: secret.metadata.annotations },
        data: secret.data,
      })
      const again = atOf(await secretOf(cluster, namespace, 'held'))
      expect(await remove(open.application, [again])).toMatchObject([{ failure: { code: 'secret-gone' } }])
      await patch(null)
      expect(await secretIfThere(secret)).toBe('')
    })

    it('by one who may only patch is refused, and the right is reported before', async () => {
      const secret = await makeCredential('not-mine')
      const user = await cluster.user('patcher', {
        clusterRules: [{ resources: ['secrets', 'namespaces'], verbs: ['get', 'list', 'watch', 'patch'] }],
      })
      const patcher = await openWizard(cluster, user)
      await knowProject(patcher, namespace)
      const { state } = await lookAt(patcher, secret)
      expect([state?.rights.patch.allowed, state?.rights.delete.allowed]).toEqual([true, false])
      expect(await remove(patcher, [atOf(secret)])).toMatchObject([
        { failure: { code: 'forbidden', verb: 'delete', namespace, user: user.name } },
      ])
      expect(await secretOf(cluster, namespace, 'not-mine')).toEqual(secret)
      await patcher.stop()
    })
  })
})
