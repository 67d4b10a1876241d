import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Claim } from '../../shared/contract/wizard.ts'
import {
  base64,
  changeSecret,
  holdsValue,
  marker,
  registered,
  secretOf,
  secretsOf,
  type SecretParts,
} from './cluster-secrets.ts'
import { failureFrom } from './kube-connect.ts'
import { knowProject, login, type OpenProject, openProject } from './open-project.ts'
import { openWizard } from './open-wizard.ts'
import { onBothClusters } from './both-clusters.ts'

await onBothClusters((cluster) => {
  let namespace = ''
  let open: OpenProject

  beforeAll(async () => {
    open = await openProject(cluster, 'claims')
    namespace = open.namespace
  })
  afterAll(() => open.stop())

  const unused: SecretParts = { labels: registered('password'), data: login }
  const makeUnused = (name: string, parts = unused) => open.makeSecret(name, parts)

  /** The failure of a claim, without any value in it. */
  async function refusalOf(claim: Claim): Promise<unknown> {
    const failure = await failureFrom(open.application.wizard.claim(claim))
    expect(holdsValue(failure)).toBe(false)
    return failure
  }

  describe('a claim of a secret that changed after it was looked at', () => {
    it('says that its labels were removed', async () => {
      const secret = await makeUnused('unlabelled')
      await changeSecret(cluster, 'label', secret, 'run.ai/credentials-', 'run.ai/resource-')
      const before = await secretOf(cluster, namespace, 'unlabelled')
      const refusal = { code: 'secret-not-registered', namespace, name: 'unlabelled' }
      expect(await refusalOf(open.claimOf(secret, 'password'))).toEqual(refusal)
      expect(await secretOf(cluster, namespace, 'unlabelled')).toEqual(before)
    })

    it('says that it is registered for another scope now', async () => {
      const secret = await makeUnused('moved')
      await changeSecret(cluster, 'label', secret, 'run.ai/cluster-wide-credentials=true')
      expect(await refusalOf(open.claimOf(secret, 'password'))).toMatchObject({
        code: 'secret-not-registered',
      })
      const department = { scope: { kind: 'department' as const, id: '7' }, namespace }
      expect(await refusalOf(open.claimOf(secret, 'password', { place: department }))).toMatchObject({
        code: 'secret-not-registered',
      })
      const { annotations } = (await secretOf(cluster, namespace, 'moved')).metadata
      expect(annotations).toBeUndefined()
    })

    it('says that it was deleted, and makes none in its place', async () => {
      const secret = await makeUnused('deleted')
      await cluster.kubectl(['delete', 'secret', 'deleted', '-n', namespace])
      const refusal = { code: 'secret-gone', namespace, name: 'deleted' }
      expect(await refusalOf(open.claimOf(secret, 'password'))).toEqual(refusal)
      expect((await secretsOf(cluster, namespace)).has('deleted')).toBe(false)
    })

    it('says that it is being deleted', async () => {
      const secret = await makeUnused('dying')
      const hold = (finalizers: string[] | null) =>
        cluster.kubectl([
          ...['patch', 'secret', 'dying', '-n', namespace, '--type=merge', '-p'],
          JSON.stringify({ metadata: { finalizers } }),
        ])
      await hold(['example.org/hold'])
      await cluster.kubectl(['delete', 'secret', 'dying', '-n', namespace, '--wait=false'])
      expect(await refusalOf(open.claimOf(secret, 'password'))).toMatchObject({ code: 'secret-gone' })
      await hold(null)
    })

    it('says that it was deleted and made again', async () => {
      const secret = await makeUnused('anew')
      await cluster.kubectl(['delete', 'secret', 'anew', '-n', namespace])
      const again = await makeUnused('anew')
      expect(await refusalOf(open.claimOf(secret, 'password'))).toMatchObject({ code: 'secret-changed' })
      expect(await secretOf(cluster, namespace, 'anew')).toEqual(again)
    })

    it('says that its values changed', async () => {
      const secret = await makeUnused('changed')
      const patch = JSON.stringify({ data: { Password: base64(`${marker}-other`) } })
      await cluster.kubectl(['patch', 'secret', 'changed', '-n', namespace, '--type=merge', '-p', patch])
      const before = await secretOf(cluster, namespace, 'changed')
      const refusal = { code: 'secret-changed', namespace, name: 'changed' }
      expect(await refusalOf(open.claimOf(secret, 'password'))).toEqual(refusal)
      expect(await secretOf(cluster, namespace, 'changed')).toEqual(before)
    })

    it('says who took it and when, and leaves it with them', async () => {
      const secret = await makeUnused('taken')
      const user = await cluster.user('first', {
        clusterRules: [{ resources: ['secrets', 'namespaces'], verbs: ['get', 'list', 'watch', 'patch'] }],
      })
      const first = await openWizard(cluster, user)
      await knowProject(first, namespace)
      const own = open.claimOf(secret, 'password', { name: 'First', context: first.context })
      await first.wizard.claim(own)
      const before = await secretOf(cluster, namespace, 'taken')
      const { annotations = {} } = before.metadata
      expect(await refusalOf(open.claimOf(secret, 'password'))).toEqual({
        code: 'secret-taken',
        namespace,
        name: 'taken',
        credential: 'First',
        by: annotations['credenza.app/created-by'],
        at: annotations['credenza.app/created-at'],
      })
      expect(annotations['credenza.app/created-by']).not.toBe('')
      expect(await secretOf(cluster, namespace, 'taken')).toEqual(before)
      await first.stop()
    })
  })

  describe('an invalid claim', () => {
    it('of a credential that the console keeps is refused', async () => {
      const secret = await makeUnused('of-console', { labels: { 'run.ai/asset': 'password' }, data: login })
      expect(await refusalOf(open.claimOf(secret, 'password'))).toMatchObject({
        code: 'secret-taken',
        by: '',
        at: '',
      })
      expect(await secretOf(cluster, namespace, 'of-console')).toEqual(secret)
    })

    it('for a project that the namespace is not of is refused, so that its names can’t be got round', async () => {
      const secret = await makeUnused('elsewhere')
      const scope = { kind: 'project' as const, id: 'another' }
      const refusal = { code: 'scope-elsewhere', scope, namespace }
      expect(await refusalOf(open.claimOf(secret, 'password', { place: { scope, namespace } }))).toEqual(
        refusal,
      )
      expect(await secretOf(cluster, namespace, 'elsewhere')).toEqual(secret)
    })

    it('under a name that the scope already has is refused', async () => {
      const [first, second] = [await makeUnused('named-first'), await makeUnused('named-second')]
      const { uid } = await open.application.wizard.claim(open.claimOf(first, 'password', { name: 'Shared' }))
      await open.application.until(() =>
        open.application.messages.some(
          (told) => told.kind === 'rows' && told.credentials.some((row) => row.uid === uid),
        ),
      )
      expect(await refusalOf(open.claimOf(second, 'password', { name: 'Shared' }))).toEqual({
        code: 'credential-name-taken',
        name: 'Shared',
        scope: { ...open.place.scope, name: open.place.scope.id },
        secret: `${namespace}/named-first`,
      })
      expect(await secretOf(cluster, namespace, 'named-second')).toEqual(second)
    })
  })

  it('no value is in what was reported or logged', () => {
    expect(open.application.logged.length).toBeGreaterThan(0)
    expect(holdsValue([open.application.logged, open.application.messages])).toBe(false)
  })
})
