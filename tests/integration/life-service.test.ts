import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { onBothClusters } from './both-clusters.ts'
import { holdsValue, secretOf, type ClusterSecret } from './cluster-secrets.ts'
import { failureFrom } from './kube-connect.ts'
import { lifeCases, nameFor } from './life-cases.ts'
import { atOf, credential, foreign, lookAt, own, release, undo, withoutVersion } from './life-steps.ts'
import { knowProject, login, openProject, type OpenProject } from './open-project.ts'
import { codeOf, openWizard } from './open-wizard.ts'

await onBothClusters((cluster) => {
  let open: OpenProject
  let namespace = ''
  const now = (secret: ClusterSecret) => secretOf(cluster, namespace, secret.metadata.name)
  const describeIt = (secret: ClusterSecret, name: string, description = '') => {
    const { context, life } = open.application
    return life.describe({ context, credential: atOf(secret), name, description })
  }

  beforeAll(async () => {
    open = await openProject(cluster, 'life')
    namespace = open.namespace
  })
  afterAll(() => open.stop())

  const { meanwhile, makeCredential, secretIfThere } = lifeCases(cluster, () => open)

  describe('looking at a credential', () => {
    it('reports it as it is now, without a value', async () => {
      const secret = await makeCredential('looked')
      const told = await lookAt(open.application, secret)
      expect(told.failure).toBeNull()
      expect(told.state).toEqual({
        namespace,
        kubernetesName: 'looked',
        uid: secret.metadata.uid,
        resourceVersion: secret.metadata.resourceVersion,
        name: 'Credential looked',
        description: 'Pull only',
        expiresAt: null,
        origin: 'existing',
        annotations: Object.keys(own),
        rights: {
          patch: { allowed: true, reason: expect.any(String) as string },
          delete: { allowed: true, reason: expect.any(String) as string },
        },
      })
      expect(holdsValue(told)).toBe(false)
    })

    it('says why something isn’t one', async () => {
      const secrets = {
        'look-unused': { ...credential, annotations: foreign },
        'look-free': { data: login },
        'look-console': { labels: { 'run.ai/asset': 'password' }, data: login },
        'look-copy': {
          ...credential,
          labels: { 'run.ai/cluster-wide': 'true', 'run.ai/resource': 'password' },
        },
      }
      const codes: Record<string, string | undefined> = {}
      for (const [name, parts] of Object.entries(secrets))
        codes[name] = (await lookAt(open.application, await open.makeSecret(name, parts))).failure?.code
      expect(codes).toEqual({
        'look-unused': 'credential-released',
        'look-free': 'secret-not-registered',
        'look-console': 'credential-of-console',
        'look-copy': 'secret-copied',
      })
    })
  })

  describe('renaming', () => {
    it('changes the two annotations and nothing else, and can be taken back once', async () => {
      const secret = await makeCredential('renamed')
      const { state, undo: id } = await describeIt(secret, 'Häfen “prod”', 'New\nlines')
      const after = await now(secret)
      const annotations = {
        ...secret.metadata.annotations,
        'credenza.app/credential': 'Häfen “prod”',
        'credenza.app/description': 'New\nlines',
      }
      expect(withoutVersion(after)).toEqual(
        withoutVersion({ ...secret, metadata: { ...secret.metadata, annotations } }),
      )
      expect(state).toMatchObject({
        name: 'Häfen “prod”',
        description: 'New\nlines',
        resourceVersion: after.metadata.resourceVersion,
      })
      expect(await undo(open.application, [id])).toEqual([null])
      expect(withoutVersion(await now(secret))).toEqual(withoutVersion(secret))
      expect(await undo(open.application, [id])).toMatchObject([{ code: 'undo-over' }])
    })

    it('with an empty description removes the annotation', async () => {
      const secret = await makeCredential('undescribed')
      const { undo: id } = await describeIt(secret, 'Undescribed')
      const after = await now(secret)
      expect(after.metadata.annotations).not.toHaveProperty('credenza.app/description')
      expect(await undo(open.application, [id])).toEqual([null])
      expect(withoutVersion(await now(secret))).toEqual(withoutVersion(secret))
    })

    it('to the name of another credential of the scope is refused', async () => {
      const secret = await makeCredential('namesake')
      await makeCredential('namesake-of')
      await open.application.until(() =>
        open.application.messages.some(
          (told) =>
            told.kind === 'rows' &&
            told.credentials.some(({ kubernetesName }) => kubernetesName === 'namesake-of'),
        ),
      )
      expect(await failureFrom(describeIt(secret, 'Credential namesake-of'))).toMatchObject({
        code: 'credential-name-taken',
        secret: `${namespace}/namesake-of`,
      })
      expect(await now(secret)).toEqual(secret)
    })

    it.each(meanwhile)(
      'one that was %s in the meantime is refused, and nothing is written',
      async (what, work, code) => {
        const secret = await makeCredential(nameFor(what, 'rename'))
        await work(secret)
        const before = await secretIfThere(secret)
        expect(await codeOf(describeIt(secret, 'Mine'))).toBe(code)
        expect(await secretIfThere(secret)).toEqual(before)
      },
    )

    it.each(meanwhile)('one that was %s after it is not undone', async (what, work) => {
      const secret = await makeCredential(nameFor(what, 'undo'))
      const { undo: id } = await describeIt(secret, `Mine ${what}`)
      await work(secret)
      const before = await secretIfThere(secret)
      const [failure] = await undo(open.application, [id])
      expect(['credential-changed', 'secret-gone', 'secret-replaced']).toContain(failure?.code)
      expect(await secretIfThere(secret)).toEqual(before)
    })
  })

  describe('noting when one expires', () => {
    const expire = (secret: ClusterSecret, expiresAt: string | null) =>
      open.application.life.expire({
        ...{ context: open.application.context, credential: atOf(secret), expiresAt },
      })
    const key = 'credenza.app/expires-at'

    it('changes that annotation and nothing else, removes it again, and undoes both', async () => {
      const secret = await makeCredential('expiring')
      const { state, undo: id } = await expire(secret, '2027-01-02T03:04:05Z')
      expect(state.expiresAt).toBe('2027-01-02T03:04:05Z')
      const noted = await now(secret)
      const annotations = { ...secret.metadata.annotations, [key]: '2027-01-02T03:04:05Z' }
      expect(withoutVersion(noted)).toEqual(
        withoutVersion({ ...secret, metadata: { ...secret.metadata, annotations } }),
      )
      const { undo: clearing } = await expire(noted, null)
      expect(withoutVersion(await now(secret))).toEqual(withoutVersion(secret))
      expect(await undo(open.application, [clearing])).toEqual([null])
      expect(withoutVersion(await now(secret))).toEqual(withoutVersion(noted))
      // It left another version than the first change.
      expect(await undo(open.application, [id])).toMatchObject([{ code: 'credential-changed' }])
    })

    it.each(meanwhile)(
      'of one that was %s in the meantime is refused, and nothing is written',
      async (what, work, code) => {
        const secret = await makeCredential(nameFor(what, 'expire'))
        await work(secret)
        const before = await secretIfThere(secret)
        expect(await codeOf(expire(secret, '2027-01-02T03:04:05Z'))).toBe(code)
        expect(await secretIfThere(secret)).toEqual(before)
      },
    )

    it('is proposed by a token, of which only the date leaves', async () => {
      const part = (claims: object) => Buffer.from(JSON.stringify(claims)).toString('base64url')
      const token = `${part({ alg: 'none' })}.${part({ exp: 1_798_859_045, sub: 'SECRET-VALUE' })}.c2ln`
      const secret = await makeCredential('proposing', { data: { ...login, token } })
      const { context, life } = open.application
      const { name } = secret.metadata
      const told = await life.proposeExpiry({ context, namespace, name })
      expect(told).toEqual([{ key: 'token', by: 'jwt', expiresAt: '2027-01-02T03:04:05Z' }])
    })
  })

  describe('releasing', () => {
    it('removes exactly our annotations, and puts them back', async () => {
      const secret = await makeCredential('released')
      const [outcome] = await release(open.application, [atOf(secret)])
      expect(outcome).toMatchObject({ namespace, name: 'released', failure: null })
      const after = await now(secret)
      const released = { ...secret.metadata, annotations: foreign }
      expect(withoutVersion(after)).toEqual(withoutVersion({ ...secret, metadata: released }))
      expect(await undo(open.application, [outcome?.undo ?? ''])).toEqual([null])
      expect(withoutVersion(await now(secret))).toEqual(withoutVersion(secret))
    })

    it('an immutable one works, too', async () => {
      const secret = await makeCredential('immutable', { immutable: true })
      expect(await release(open.application, [atOf(secret)])).toMatchObject([{ failure: null }])
      expect((await now(secret)).metadata.annotations).toEqual(foreign)
    })

    it.each(meanwhile)(
      'one that was %s in the meantime is refused, and nothing is written',
      async (what, work, code) => {
        const secret = await makeCredential(nameFor(what, 'release'))
        await work(secret)
        const before = await secretIfThere(secret)
        const [outcome] = await release(open.application, [atOf(secret)])
        expect(outcome).toMatchObject({ failure: { code }, undo: null })
        expect(await secretIfThere(secret)).toEqual(before)
      },
    )

    it('several are reported one by one, and stopping leaves the rest', async () => {
      const names = Array.from({ length: 20 }, (_, index) => `several-${index}`)
      const secrets = await Promise.all(names.map((name) => makeCredential(name)))
      const outcomes = await release(open.application, secrets.map(atOf), 5)
      // Four are under way at a time.
      expect(outcomes.length).toBeGreaterThanOrEqual(5)
      expect(outcomes.length).toBeLessThanOrEqual(8)
      const told = new Set(outcomes.map(({ name }) => name))
      for (const secret of secrets) {
        const { annotations } = (await now(secret)).metadata
        expect(annotations).toEqual(told.has(secret.metadata.name) ? foreign : secret.metadata.annotations)
      }
    })

    it('is refused for each if the right to patch was lost in the middle, and nothing is overwritten', async () => {
      const secrets = await Promise.all(['lost-1', 'lost-2'].map((name) => makeCredential(name)))
      const user = await cluster.user('reader', {
        clusterRules: [{ resources: ['secrets', 'namespaces'], verbs: ['get', 'list', 'watch'] }],
      })
      const reader = await openWizard(cluster, user)
      await knowProject(reader, namespace)
      const looked = await lookAt(reader, secrets[0] as ClusterSecret)
      expect(looked.state?.rights.patch.allowed).toBe(false)
      for (const { failure } of await release(reader, secrets.map(atOf)))
        expect(failure).toMatchObject({ code: 'forbidden', verb: 'patch', namespace, user: user.name })
      for (const secret of secrets) expect(await now(secret)).toEqual(secret)
      await reader.stop()
    })

    it('in a context that is protected from changes is refused before anything is sent', async () => {
      const secret = await makeCredential('protected')
      const application = await openWizard(cluster, { isReadOnly: true })
      expect(await codeOf(release(application, [atOf(secret)]))).toBe('read-only')
      expect(await now(secret)).toEqual(secret)
      await application.stop()
    })
  })
})
