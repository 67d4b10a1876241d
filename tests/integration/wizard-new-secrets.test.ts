import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { NewSecret } from '../../shared/contract/wizard.ts'
import { valueLimit } from '../../shared/credential-fields.ts'
import { base64, holdsValue, marker, registered, secretOf, secretsOf } from './cluster-secrets.ts'
import { failureFrom } from './kube-connect.ts'
import { knowProject, login, type OpenProject, openProject, registryUrl } from './open-project.ts'
import { openWizard } from './open-wizard.ts'
import { onBothClusters } from './both-clusters.ts'

await onBothClusters((cluster) => {
  const secretReaders = { resources: ['secrets', 'namespaces'], verbs: ['get', 'list', 'watch'] }
  let namespace = ''
  let open: OpenProject

  beforeAll(async () => {
    open = await openProject(cluster, 'new-secrets')
    namespace = open.namespace
  })
  afterAll(() => open.stop())

  /** The failure of a creation, without any value in it. */
  async function refusalOf(wanted: NewSecret, by = open.application): Promise<unknown> {
    const failure = await failureFrom(by.wizard.create({ ...wanted, context: by.context }))
    expect(holdsValue(failure)).toBe(false)
    return failure
  }
  const namesInCluster = async () => [...(await secretsOf(cluster, namespace)).keys()]

  describe('a new secret', () => {
    const values = { username: login.User, password: login.Password }
    const docker = {
      auths: { [registryUrl]: { ...values, auth: base64(`${login.User}:${login.Password}`) } },
    }
    const types: Record<string, { more: object; secretType: string; data: object }> = {
      'docker-registry': {
        more: { registryUrl, values },
        secretType: 'kubernetes.io/dockerconfigjson',
        data: { '.dockerconfigjson': base64(JSON.stringify(docker)) },
      },
      'access-key': {
        more: { values: { accessKeyId: login.User, secretKey: login.Password } },
        secretType: 'Opaque',
        data: { AccessKeyId: base64(login.User), SecretKey: base64(login.Password) },
      },
      password: {
        more: { values },
        secretType: 'Opaque',
        data: { User: base64(login.User), Password: base64(login.Password) },
      },
    }

    it.each(['docker-registry', 'access-key', 'password'] as const)(
      'for %s is in the cluster as the design has it',
      async (type) => {
        const { more, secretType, data } = types[type] ?? { more: {}, secretType: '', data: {} }
        const kubernetesName = `made-${type}`
        const named = { ...open.newOf(`Made ${type}`), kubernetesName, description: 'First\nsecond', type }
        const credential = await open.application.wizard.create({ ...named, ...more })
        expect(credential).toMatchObject({
          name: `Made ${type}`,
          type,
          origin: 'new',
          status: { kind: 'ok' },
        })
        expect(credential).toMatchObject({ scope: open.place.scope, kubernetesName, namespace })
        expect(holdsValue(credential)).toBe(false)
        const made = await secretOf(cluster, namespace, kubernetesName)
        expect(made).toMatchObject({ type: secretType, data })
        expect(made.metadata.labels).toEqual(registered(type))
        expect(made.metadata.annotations).toEqual({
          'credenza.app/credential': `Made ${type}`,
          'credenza.app/description': 'First\nsecond',
          ...(type === 'docker-registry' ? { 'credenza.app/registry-url': registryUrl } : {}),
          'credenza.app/origin': 'new',
          'credenza.app/created-by': expect.stringMatching(/./) as string,
          'credenza.app/created-at': expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{9}Z$/) as string,
        })
      },
    )

    it('says when its value expires: only the date leaves the main process', async () => {
      const part = (claims: object) => Buffer.from(JSON.stringify(claims)).toString('base64url')
      const expiresAt = '2027-01-02T03:04:05Z'
      const token = `${part({})}.${part({ exp: Date.parse(expiresAt) / 1000, sub: marker })}.c2ln`
      const { wizard } = open.application
      const proposals = wizard.proposeExpiry({ values: { username: login.User, password: token } })
      expect(proposals).toEqual([{ key: 'password', by: 'jwt', expiresAt }])
      const text = { kind: 'text', text: token } as const
      expect(wizard.proposeExpiry({ entries: [{ key: 'TOKEN', value: text }] })).toEqual([
        { key: 'TOKEN', by: 'jwt', expiresAt },
      ])
      const wanted = open.newOf('dated', { expiresAt, values: { username: login.User, password: token } })
      expect(await wizard.create(wanted)).toMatchObject({ expiresAt })
      const { annotations } = (await secretOf(cluster, namespace, 'password-dated')).metadata
      expect(annotations?.['credenza.app/expires-at']).toBe(expiresAt)
    })

    it.each([
      [{ kind: 'cluster', id: '' }, ['run.ai/cluster-wide-credentials', 'run.ai/cluster-wide']],
      [{ kind: 'department', id: '42' }, ['run.ai/department']],
    ] as const)('of %o has the labels of its scope', async (scope, keys) => {
      const application = await openWizard(cluster, { runaiNamespace: namespace })
      const kubernetesName = `made-${scope.kind}`
      const wanted = open.newOf(`Made for ${scope.kind}`, { kubernetesName, place: { scope, namespace } })
      const credential = await application.wizard.create(wanted)
      expect(credential).toMatchObject({ scope, status: { kind: 'ok' } })
      const { labels = {} } = (await secretOf(cluster, namespace, kubernetesName)).metadata
      expect(Object.keys(labels).sort()).toEqual([...keys, 'run.ai/resource'].sort())
      await application.stop()
    })

    it('is not made by a dry run, which is refused like a real write', async () => {
      const before = await namesInCluster()
      const wanted = open.newOf('dry', { dryRun: true })
      expect(await open.application.wizard.create(wanted)).toMatchObject({ name: 'dry', namespace })
      expect(await refusalOf({ ...wanted, kubernetesName: 'Not_A_Name' })).toMatchObject({
        code: 'invalid',
        fields: ['metadata.name'],
      })
      expect(await namesInCluster()).toEqual(before)
      await open.application.wizard.create({ ...wanted, dryRun: false })
      expect(await refusalOf({ ...wanted, name: 'Dry again' })).toMatchObject({ code: 'secret-exists' })
    })
  })

  describe('a new secret that can’t be made', () => {
    it.each([
      ['project of another namespace', { kind: 'project', id: 'another' }],
      ['cluster outside Run:ai’s namespace', { kind: 'cluster', id: '' }],
      ['department outside Run:ai’s namespace', { kind: 'department', id: '42' }],
    ] as const)('for a %s is refused and not sent', async (_, scope) => {
      const wanted = open.newOf('elsewhere', { place: { scope, namespace } })
      expect(await refusalOf(wanted)).toEqual({ code: 'scope-elsewhere', scope, namespace })
      expect(await namesInCluster()).not.toContain('password-elsewhere')
    })

    it('under the name of another credential of its scope is refused', async () => {
      const { uid } = await open.application.wizard.create(open.newOf('twice'))
      await open.application.until(() =>
        open.application.messages.some(
          (told) => told.kind === 'rows' && told.credentials.some((row) => row.uid === uid),
        ),
      )
      expect(await refusalOf(open.newOf('twice', { kubernetesName: 'password-other' }))).toEqual({
        code: 'credential-name-taken',
        name: 'twice',
        scope: { ...open.place.scope, name: open.place.scope.id },
        secret: `${namespace}/password-twice`,
      })
      expect(await namesInCluster()).not.toContain('password-other')
    })

    it('reports whose the secret of that name is, which stays as it was', async () => {
      const annotations = { 'credenza.app/credential': 'Theirs', 'credenza.app/created-by': 'someone' }
      const made = {
        ours: await open.makeSecret('ours', { labels: registered('password'), annotations, data: login }),
        registered: await open.makeSecret('registered', { labels: registered('password'), data: login }),
        foreign: await open.makeSecret('foreign', { data: login }),
      }
      const whose = {
        ours: { credential: 'Theirs', registered: true, by: 'someone' },
        registered: { credential: '', registered: true },
        foreign: { credential: '', registered: false },
      }
      for (const name of ['ours', 'registered', 'foreign'] as const) {
        for (const dryRun of [true, false]) {
          const wanted = open.newOf(`Like ${name}`, { kubernetesName: name, dryRun })
          const refusal = { code: 'secret-exists', namespace, name, ...whose[name] }
          expect(await refusalOf(wanted)).toMatchObject(refusal)
        }
        expect(await secretOf(cluster, namespace, name)).toEqual(made[name])
      }
    })

    it('reports that the name is taken even to a user who may not see whose it is', async () => {
      await open.makeSecret('unseen', { labels: registered('password'), data: login })
      const user = await cluster.user('blind', {
        clusterRules: [{ resources: ['secrets', 'namespaces'], verbs: ['list', 'watch'] }],
        namespaceRules: { [namespace]: [{ resources: ['secrets'], verbs: ['create'] }] },
      })
      const blind = await openWizard(cluster, user)
      await knowProject(blind, namespace)
      const wanted = open.newOf('Like unseen', { kubernetesName: 'unseen' })
      expect(await refusalOf(wanted, blind)).toMatchObject({ code: 'secret-exists', name: 'unseen' })
      await blind.stop()
    })

    it('into a namespace that is not there, or is being deleted', async () => {
      const nowhere = { scope: { kind: 'project' as const, id: 'nowhere' }, namespace: 'nowhere' }
      expect(await refusalOf(open.newOf('lost', { place: nowhere }))).toMatchObject({
        code: 'not-found',
        what: expect.stringContaining('nowhere') as string,
      })
      const dying = await cluster.namespace('dying')
      const held = { metadata: { name: 'held', namespace: dying, finalizers: ['example.org/hold'] } }
      await cluster.kubectl(['create', '-f', '-'], {
        input: JSON.stringify({ apiVersion: 'v1', kind: 'Secret', ...held }),
      })
      await cluster.kubectl(['delete', 'namespace', dying, '--wait=false'])
      const place = { scope: { kind: 'project' as const, id: dying }, namespace: dying }
      expect(await refusalOf(open.newOf('late', { place }))).toMatchObject({ code: 'namespace-terminating' })
      const free = ['patch', 'secret', 'held', '-n', dying, '--type=merge', '-p']
      await cluster.kubectl([...free, '{"metadata":{"finalizers":null}}'])
      await cluster.finalizeNamespace(dying)
    })

    it('over 1 MiB is too large, and up to it is made', async () => {
      const largeOf = (name: string, size: number) => ({
        ...open.newOf(name),
        values: { username: 'u', password: marker.padEnd(size - 1, 'x') },
      })
      const tooLarge = largeOf('too-large', valueLimit + 1)
      expect(await refusalOf(tooLarge)).toEqual({ code: 'too-large', what: 'password-too-large' })
      expect(await refusalOf({ ...tooLarge, dryRun: true })).toMatchObject({ code: 'too-large' })
      const { username, password } = largeOf('login', valueLimit).values
      const asLogin = { ...open.newOf('login'), type: 'docker-registry' as const, registryUrl }
      expect(await refusalOf({ ...asLogin, values: { username, password } })).toMatchObject({
        code: 'too-large',
      })
      expect(await refusalOf(largeOf('large', valueLimit))).toBe('did not fail')
      expect(await namesInCluster()).toEqual(
        expect.not.arrayContaining(['password-too-large', 'password-login']),
      )
      await cluster.kubectl(['delete', 'secret', 'password-large', '-n', namespace])
    })
  })

  describe('a user who may write in one namespace only', () => {
    it('learns before trying what is allowed where, and is refused elsewhere', async () => {
      const other = await cluster.namespace('other', { 'runai/queue': 'other' })
      const user = await cluster.user('narrow', {
        clusterRules: [secretReaders],
        namespaceRules: { [namespace]: [{ resources: ['secrets'], verbs: ['create', 'patch'] }] },
      })
      const narrow = await openWizard(cluster, user)
      await knowProject(narrow, other)
      const { context } = narrow
      const rights = await narrow.wizard.rights({ context, namespaces: [namespace, other] })
      const [yes, no] = [{ allowed: true }, { allowed: false }]
      expect(rights).toMatchObject([
        { namespace, create: yes, patch: yes, get: yes },
        { namespace: other, create: no, patch: no, get: yes },
      ])
      const place = { scope: { kind: 'project' as const, id: 'other' }, namespace: other }
      const forbidden = { code: 'forbidden', resource: 'secrets', namespace: other, user: user.name }
      // For a name that shares characters with a value, nothing would be shown.
      const values = { username: 'q7$x', password: 'Z9!K_W#' }
      const create = await refusalOf({ ...open.newOf('refused', { place }), values }, narrow)
      expect(create).toMatchObject({ ...forbidden, verb: 'create' })
      expect(await refusalOf(open.newOf('allowed'), narrow)).toBe('did not fail')
      await narrow.stop()
    })

    it.each(['get', 'patch'] as const)(
      'or lacks just the verb %s, is told so on a claim',
      async (missing) => {
        const secret = await open.makeSecret(`lacks-${missing}`, {
          labels: registered('password'),
          data: login,
        })
        const verbs = ['get', 'patch'].filter((verb) => verb !== missing)
        const user = await cluster.user(`lacks-${missing}`, {
          clusterRules: [{ resources: ['secrets', 'namespaces'], verbs: ['list', 'watch'] }],
          namespaceRules: { [namespace]: [{ resources: ['secrets'], verbs }] },
        })
        const mine = await openWizard(cluster, user)
        await knowProject(mine, namespace)
        const [rights] = await mine.wizard.rights({ context: mine.context, namespaces: [namespace] })
        expect(rights?.[missing].allowed).toBe(false)
        const claim = open.claimOf(secret, 'password', { context: mine.context })
        expect(await failureFrom(mine.wizard.claim(claim))).toMatchObject({
          code: 'forbidden',
          verb: missing,
          resource: 'secrets',
          namespace,
          user: user.name,
        })
        expect(await secretOf(cluster, namespace, secret.metadata.name)).toEqual(secret)
        await mine.stop()
      },
    )
  })

  it('no value is in what was reported or logged', () => {
    const { logged, messages } = open.application
    expect(logged.length).toBeGreaterThan(0)
    expect(holdsValue([logged, messages])).toBe(false)
  })
})
