import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SecretAt, UnregisteredMessage, WriteOutcome } from '../../shared/contract/secrets.ts'
import type { CredentialType } from '../../shared/credential-types/credential-types.ts'
import {
  changeSecret,
  holdsValue,
  makeSecrets,
  registered,
  secretOf,
  secretsOf,
  type ClusterSecret,
  type SecretParts,
} from './cluster-secrets.ts'
import { failureFrom } from './kube-connect.ts'
import { knowProject, login, type OpenProject, openProject } from './open-project.ts'
import { openWizard } from './open-wizard.ts'
import { onBothClusters } from './both-clusters.ts'

await onBothClusters((cluster) => {
  const foreign = { labels: { app: 'other' }, annotations: { 'example.com/note': 'stays' } }
  const plain: SecretParts = { ...foreign, data: login }
  const unused: SecretParts = { ...plain, labels: { ...registered('password'), ...foreign.labels } }
  let namespace = ''
  let open: OpenProject

  beforeAll(async () => {
    open = await openProject(cluster, 'labels')
    namespace = open.namespace
  })
  afterAll(() => open.stop())

  const at = ({ metadata: { name, resourceVersion } }: ClusterSecret): SecretAt => ({
    namespace,
    name,
    resourceVersion,
  })

  /** The report about each secret, by name. Stops after `stopAfter` of them. */
  function hear(stopAfter = Infinity) {
    const stop = new AbortController()
    const outcomes = new Map<string, WriteOutcome['failure']>()
    const send = (outcome: WriteOutcome) => {
      expect(holdsValue(outcome)).toBe(false)
      outcomes.set(outcome.name, outcome.failure)
      if (outcomes.size >= stopAfter) stop.abort()
    }
    return { outcomes, told: { send, signal: stop.signal } }
  }

  async function register(secrets: SecretAt[], type: CredentialType = 'password') {
    const { outcomes, told } = hear()
    const { context, secrets: service } = open.application
    await service.register({ context, place: open.place, type, secrets }, told)
    return outcomes
  }

  async function unregister(secrets: SecretAt[], { context, secrets: service } = open.application) {
    const { outcomes, told } = hear()
    await service.unregister({ context, secrets }, told)
    return outcomes
  }

  /** Creates secrets of one kind. */
  async function make(names: string[], parts: SecretParts): Promise<ClusterSecret[]> {
    const made = await makeSecrets(cluster, namespace, Object.fromEntries(names.map((name) => [name, parts])))
    return names.map((name) => made.get(name) as ClusterSecret)
  }
  const withoutVersion = ({ metadata, ...rest }: ClusterSecret) => {
    const { name, labels, annotations } = metadata
    return { ...rest, name, labels, annotations }
  }

  describe('registering', () => {
    it('adds the labels of the scope to several at once, and changes nothing else', async () => {
      const names = Array.from({ length: 12 }, (_, index) => `several-${index}`)
      const before = await make(names, plain)
      const outcomes = await register(before.map(at), 'access-key')
      expect([...outcomes].sort()).toEqual(names.map((name) => [name, null]).sort())
      const after = await secretsOf(cluster, namespace)
      for (const secret of before) {
        const labels = { ...foreign.labels, ...registered('access-key') }
        const changed = after.get(secret.metadata.name) as ClusterSecret
        expect(withoutVersion(changed)).toEqual({ ...withoutVersion(secret), labels })
      }
    })

    it('for the cluster and for a department needs Run:ai’s own namespace', async () => {
      const application = await openWizard(cluster, { runaiNamespace: namespace })
      const scopes = [
        { kind: 'cluster', id: '' },
        { kind: 'department', id: '42' },
      ] as const
      const before = await make(['for-cluster', 'for-department'], plain)
      for (const [index, scope] of scopes.entries()) {
        const secrets = [at(before[index] as ClusterSecret)]
        const refused = { context: open.application.context, place: { scope, namespace }, secrets }
        const { told } = hear()
        const asked = { ...refused, type: 'password' as const }
        expect(await failureFrom(open.application.secrets.register(asked, told))).toEqual({
          code: 'scope-elsewhere',
          scope,
          namespace,
        })
        const { outcomes, told: heard } = hear()
        await application.secrets.register({ ...asked, context: application.context }, heard)
        expect([...outcomes.values()]).toEqual([null])
      }
      expect((await secretOf(cluster, namespace, 'for-cluster')).metadata.labels).toEqual({
        ...foreign.labels,
        'run.ai/cluster-wide-credentials': 'true',
        'run.ai/cluster-wide': 'true',
        'run.ai/resource': 'password',
      })
      expect((await secretOf(cluster, namespace, 'for-department')).metadata.labels).toEqual({
        ...foreign.labels,
        'run.ai/department': '42',
        'run.ai/resource': 'password',
      })
      await application.stop()
    })

    it('reports for each secret why it was not done, and does the others', async () => {
      const names = ['good', 'gone', 'changed', 'registered-already', 'credential', 'of-console', 'ca-bundle']
      const [good, gone, changed, already, credential] = await make(names.slice(0, 5), plain)
      const console = await open.makeSecret('of-console', { labels: { 'run.ai/asset': 'password' } })
      // Together with a project's labels, this one of Run:ai’s CA bundle would win.
      const bundle = await open.makeSecret('ca-bundle', { labels: { 'run.ai/cluster-wide': 'true' } })
      const shown = [good, gone, changed, already, credential, console, bundle] as ClusterSecret[]
      await cluster.kubectl(['delete', 'secret', 'gone', '-n', namespace])
      await changeSecret(cluster, 'label', changed as ClusterSecret, 'app=changed', '--overwrite')
      await changeSecret(cluster, 'label', already as ClusterSecret, 'run.ai/resource=access-key')
      const claimed = ['credenza.app/credential=Theirs', 'credenza.app/created-by=someone']
      await changeSecret(cluster, 'annotate', credential as ClusterSecret, ...claimed)
      const elsewhere = { ...at(good as ClusterSecret), namespace: 'default', name: 'elsewhere' }
      const before = await secretsOf(cluster, namespace)
      const outcomes = await register([...shown.map(at), elsewhere])
      const failures = Object.fromEntries(
        [...outcomes].map(([name, failure]) => [name, failure?.code ?? 'done']),
      )
      expect(failures).toEqual({
        good: 'done',
        gone: 'secret-gone',
        changed: 'secret-changed',
        'registered-already': 'secret-changed',
        credential: 'secret-taken',
        'of-console': 'secret-taken',
        'ca-bundle': 'secret-unfit',
        elsewhere: 'scope-elsewhere',
      })
      expect(outcomes.get('credential')).toMatchObject({ credential: 'Theirs', by: 'someone' })
      expect(outcomes.get('ca-bundle')).toMatchObject({
        incompatibilities: [{ code: 'labels-contradict', labels: ['run.ai/cluster-wide'] }],
      })
      const after = await secretsOf(cluster, namespace)
      for (const name of names.slice(1)) expect(after.get(name)).toEqual(before.get(name))
    })

    it('stopped in the middle finishes what is under way and leaves the rest', async () => {
      const names = Array.from({ length: 40 }, (_, index) => `stopped-${index}`)
      const before = await make(names, plain)
      const { outcomes, told } = hear(5)
      const { context, secrets: service } = open.application
      await service.register({ context, place: open.place, type: 'password', secrets: before.map(at) }, told)
      // Four are under way at a time.
      expect(outcomes.size).toBeGreaterThanOrEqual(5)
      expect(outcomes.size).toBeLessThanOrEqual(8)
      const after = await secretsOf(cluster, namespace)
      const changed = before.filter(
        (secret) =>
          after.get(secret.metadata.name)?.metadata.resourceVersion !== secret.metadata.resourceVersion,
      )
      expect(changed.map(({ metadata }) => metadata.name).sort()).toEqual([...outcomes.keys()].sort())
      for (const { metadata } of changed)
        expect(after.get(metadata.name)?.metadata.labels).toEqual({
          ...foreign.labels,
          ...registered('password'),
        })
    })
  })

  describe('unregistering', () => {
    it('removes the scope labels of every form, and changes nothing else', async () => {
      const every = {
        ...foreign.labels,
        'run.ai/cluster-wide-credentials': 'true',
        'run.ai/cluster-wide': 'true',
        'run.ai/credentials': 'true',
        'run.ai/department': '42',
        'run.ai/resource': 'password',
      }
      const before = await make(['every-form', 'every-form-2'], { ...unused, labels: every })
      expect([...(await unregister(before.map(at))).values()]).toEqual([null, null])
      for (const secret of before) {
        const after = await secretOf(cluster, namespace, secret.metadata.name)
        expect(withoutVersion(after)).toEqual({ ...withoutVersion(secret), labels: foreign.labels })
      }
    })

    it('of a credential is refused, whoever made it', async () => {
      const claimed = await open.makeSecret('claimed', unused)
      await open.application.wizard.claim(open.claimOf(claimed, 'password', { name: 'Made a credential' }))
      const { wizard } = open.application
      await wizard.create(open.newOf('created'))
      await open.makeSecret('by-console', { labels: { ...unused.labels, 'run.ai/asset': 'password' } })
      const names = ['claimed', 'password-created', 'by-console']
      const before = await secretsOf(cluster, namespace)
      const outcomes = await unregister(names.map((name) => at(before.get(name) as ClusterSecret)))
      expect(outcomes.get('claimed')).toMatchObject({ code: 'secret-taken', credential: 'Made a credential' })
      expect(outcomes.get('password-created')).toMatchObject({ code: 'secret-taken', credential: 'created' })
      expect(outcomes.get('by-console')).toMatchObject({ code: 'secret-taken', credential: '' })
      const after = await secretsOf(cluster, namespace)
      for (const name of names) expect(after.get(name)).toEqual(before.get(name))
    })

    it('reports what became of those that changed since they were shown', async () => {
      const [gone, changed, removed] = (await make(['u-gone', 'u-changed', 'u-removed'], unused)) as [
        ClusterSecret,
        ClusterSecret,
        ClusterSecret,
      ]
      await cluster.kubectl(['delete', 'secret', 'u-gone', '-n', namespace])
      await changeSecret(cluster, 'label', changed, 'app=changed', '--overwrite')
      await changeSecret(cluster, 'label', removed, 'run.ai/credentials-', 'run.ai/resource-')
      const outcomes = await unregister([gone, changed, removed].map(at))
      expect(Object.fromEntries([...outcomes].map(([name, failure]) => [name, failure?.code]))).toEqual({
        'u-gone': 'secret-gone',
        'u-changed': 'secret-changed',
        'u-removed': 'secret-not-registered',
      })
      const { labels } = (await secretOf(cluster, namespace, 'u-changed')).metadata
      expect(labels).toEqual({ ...registered('password'), app: 'changed' })
    })

    it('by one who may not is refused for each, and not done', async () => {
      const user = await cluster.user('reader', {
        clusterRules: [{ resources: ['secrets', 'namespaces'], verbs: ['get', 'list', 'watch'] }],
      })
      const reader = await openWizard(cluster, user)
      await knowProject(reader, namespace)
      const before = await make(['read-only-1', 'read-only-2'], unused)
      for (const failure of (await unregister(before.map(at), reader)).values())
        expect(failure).toMatchObject({ code: 'forbidden', verb: 'patch', namespace, user: user.name })
      const after = await secretsOf(cluster, namespace)
      for (const secret of before) expect(after.get(secret.metadata.name)).toEqual(secret)
      await reader.stop()
    })
  })

  describe('the list of unregistered secrets', () => {
    it('has those without scope labels, follows them, and has no value', async () => {
      const there = await cluster.namespace('unregistered')
      const applied = { 'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify({ data: login }) }
      await makeSecrets(cluster, there, { free: { ...plain, annotations: applied }, taken: unused })
      const stop = new AbortController()
      const messages: UnregisteredMessage[] = []
      const listed = new Map<string, string>()
      let changed = () => {}
      const { context, secrets } = open.application
      const ended = secrets.unregistered(
        { context, namespace: there },
        {
          signal: stop.signal,
          send: (message) => {
            messages.push(message)
            if (message.kind === 'rows') {
              for (const uid of message.removed) listed.delete(uid)
              for (const row of message.secrets) listed.set(row.uid, row.kubernetesName)
            }
            changed()
          },
        },
      )
      const until = async (holds: () => boolean) => {
        while (!holds()) await new Promise<void>((resolve) => (changed = resolve))
      }
      await until(() => messages.some(({ kind }) => kind === 'listed'))
      expect([...listed.values()]).toEqual(['free'])
      const change = (name: string, ...labels: string[]) =>
        cluster.kubectl(['label', 'secret', name, '-n', there, ...labels])
      await change('taken', 'run.ai/credentials-', 'run.ai/resource-')
      await until(() => listed.size === 2)
      await change('free', 'run.ai/credentials=true')
      await until(() => listed.size === 1)
      expect([...listed.values()]).toEqual(['taken'])
      await cluster.kubectl(['delete', 'secret', 'taken', '-n', there])
      await until(() => listed.size === 0)
      const rows = messages.flatMap((message) => (message.kind === 'rows' ? message.secrets : []))
      expect(rows[0]).toMatchObject({ secretType: 'Opaque', keyCount: 2, hasValuesInAnnotation: true })
      expect(holdsValue([messages, open.application.logged])).toBe(false)
      stop.abort()
      await ended
    })
  })
})
