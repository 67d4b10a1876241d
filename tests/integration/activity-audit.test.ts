import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createConnection } from '../../electron/kube/connection.ts'
import type { ActivityWrite } from '../../shared/activity-writes.ts'
import { lastAppliedAnnotation } from '../../shared/runai.ts'
import { startCluster, type StartedCluster } from '../cluster/cluster.ts'
import { writesIn } from './activity/witness.ts'
import type { ContractCluster } from './both-clusters.ts'
import { registered, secretOf } from './cluster-secrets.ts'
import { atOf, credential, release, remove, undo } from './life-steps.ts'
import { login, openProject, type OpenProject } from './open-project.ts'
import { codeOf, openWizard } from './open-wizard.ts'
import { organizationSetter } from './organization-resources.ts'

/** The compared part of a kube-apiserver's audit event. */
interface AuditEvent {
  auditID: string
  verb: string
  user: { username: string }
  objectRef: { resource: string; namespace: string; name: string }
  responseStatus: { code: number }
  requestURI: string
}

const policy = {
  ...{ apiVersion: 'audit.k8s.io/v1', kind: 'Policy', omitStages: ['RequestReceived'] },
  rules: [
    { level: 'None', users: ['system:apiserver'] },
    {
      ...{ level: 'Metadata', verbs: ['create', 'update', 'patch', 'delete'] },
      resources: [
        { group: '', resources: ['secrets'] },
        { group: 'apps', resources: ['deployments'] },
      ],
    },
  ],
}
/** The verb of each operation in the cluster. */
const verbs: Readonly<Record<string, string>> = { create: 'create', delete: 'delete' }
const resources: Readonly<Record<string, string>> = { Secret: 'secrets', Deployment: 'deployments' }

// A given cluster doesn't show its audit log.
describe.runIf(process.env['CREDENZA_TEST_KUBECONFIG'] === undefined)(
  'a cluster that keeps an audit log',
  () => {
    let folder = ''
    let started: StartedCluster
    let cluster: ContractCluster
    let open: OpenProject
    const signal = new AbortController().signal

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'credenza-audit-'))
      await writeFile(join(folder, 'policy.json'), JSON.stringify(policy))
      started = await startCluster({
        say: () => undefined,
        apiserverArguments: [
          `--audit-policy-file=${join(folder, 'policy.json')}`,
          `--audit-log-path=${join(folder, 'audit.log')}`,
          // It is in the log before it is answered.
          '--audit-log-mode=blocking',
        ],
      })
      cluster = { ...started, connect: createConnection, setOrganization: organizationSetter(started) }
      open = await openProject(cluster, 'audit')
    })
    afterAll(async () => {
      await open.stop()
      await started.stop()
      await rm(folder, { recursive: true, force: true })
    })

    async function audited(): Promise<Map<string, AuditEvent>> {
      const lines = (await readFile(join(folder, 'audit.log'), 'utf8')).trim().split('\n')
      const events = lines.map((line) => JSON.parse(line) as AuditEvent)
      return new Map(events.map((event) => [event.auditID, event]))
    }
    /** The audit event that the record of a write implies. */
    const expectedOf = ({ begun, ended }: ActivityWrite) => ({
      verb: verbs[begun.operation] ?? 'patch',
      user: begun.user,
      object: `${resources[begun.object.kind] ?? ''} ${begun.object.namespace}/${begun.object.name}`,
      isDone: ended?.end === 'done',
      answered: begun.requestId,
    })
    const notedOf = ({ auditID, verb, user, objectRef, responseStatus }: AuditEvent) => ({
      ...{ verb, user: user.username },
      object: `${objectRef.resource} ${objectRef.namespace}/${objectRef.name}`,
      isDone: responseStatus.code < 300,
      answered: auditID,
    })

    async function makeDeployment(): Promise<string> {
      const spec = {
        selector: { matchLabels: { app: 'a' } },
        template: {
          metadata: { labels: { app: 'a' } },
          spec: { containers: [{ name: 'main', image: 'x', envFrom: [{ secretRef: { name: 'life' } }] }] },
        },
      }
      const body = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'reader' }, spec }
      await cluster.kubectl(['create', '-n', open.namespace, '-f', '-'], { input: JSON.stringify(body) })
      return cluster.kubectl([
        ...['get', 'deployment', 'reader', '-n', open.namespace],
        ...['-o', 'jsonpath={.metadata.uid}'],
      ])
    }

    /** One write of every operation. */
    async function writeAll(): Promise<void> {
      const { application, namespace, place } = open
      const { context, wizard, secrets, life, rotation, checks, usage } = application
      const at = async (name: string) => atOf(await secretOf(cluster, namespace, name))
      await wizard.create(open.newOf('made'))
      const plain = await open.makeSecret('plain', { data: login })
      const plainAt = { name: 'plain', namespace, resourceVersion: plain.metadata.resourceVersion }
      await secrets.register(
        { context, place, type: 'password', secrets: [plainAt] },
        { signal, send: () => {} },
      )
      const now = { ...plainAt, resourceVersion: (await at('plain')).resourceVersion }
      await secrets.unregister({ context, secrets: [now] }, { signal, send: () => {} })
      const unused = await open.makeSecret('claimed', { labels: registered('password'), data: login })
      await wizard.claim(open.claimOf(unused, 'password'))
      const { metadata } = await open.makeSecret('life', {
        ...credential,
        annotations: { ...credential.annotations, [lastAppliedAnnotation]: '{"data":{"Password":"eA=="}}' },
      })
      // A problem is fixed in the list, which hears of the secret a little later.
      await application.until(() =>
        application.messages.some(
          (told) => told.kind === 'rows' && told.credentials.some(({ uid }) => uid === metadata.uid),
        ),
      )
      await life.describe({ context, credential: await at('life'), name: 'Renamed', description: '' })
      await life.describe({
        context,
        credential: await at('life'),
        name: 'Renamed',
        description: 'Described',
      })
      await life.expire({ context, credential: await at('life'), expiresAt: '2027-01-01T00:00:00Z' })
      await checks.mend({ context, credential: await at('life'), mend: { kind: 'remove-annotation' } })
      await rotation.rotate(
        { context, credentials: [await at('life')], values: { password: 'FAKE-fresh' }, dryRun: false },
        { signal, send: () => {} },
      )
      const stop = new AbortController()
      await usage.restart(
        { context, workload: { kind: 'Deployment', namespace, name: 'reader', uid: await makeDeployment() } },
        // There is no controller to roll it out.
        { signal: stop.signal, send: () => stop.abort() },
      )
      const [released] = await release(application, [await at('life')])
      await undo(application, [released?.undo ?? ''])
      await remove(application, [await at('life')])
      expect(await codeOf(wizard.create(open.newOf('made')))).not.toBe('done')
    }

    it('has every write of the record under its id: the same verb, object, user and outcome', async () => {
      await writeAll()
      const writes = await writesIn(open.application.activity)
      expect([...new Set(writes.map(({ begun }) => begun.operation))].sort()).toEqual([
        ...[
          'claim',
          'create',
          'delete',
          'describe',
          'expiry',
          'mend',
          'register',
          'release',
          'rename',
          'restart',
        ],
        ...['rotate', 'undo', 'unregister'],
      ])
      const events = await audited()
      for (const write of writes) {
        const event = events.get(write.begun.requestId)
        if (event === undefined) throw new Error(`the audit log has no ${write.begun.operation}`)
        expect(notedOf(event), write.begun.operation).toEqual(expectedOf(write))
        // A cluster with an audit log also returns the id.
        expect(write.ended?.requestId).toBe(write.begun.requestId)
      }
      // And no write by this user is missing from the record, except kubectl's own.
      const ids = new Set(writes.map(({ begun }) => begun.requestId))
      const ours = [...events.values()].filter(
        ({ requestURI }) => !requestURI.includes('fieldManager=kubectl'),
      )
      expect(ours.filter(({ auditID, verb }) => !ids.has(auditID) && verb !== 'create').map(notedOf)).toEqual(
        [],
      )
    })

    it('has the write of another user under the name in the record', async () => {
      const rules = [{ resources: ['secrets'], verbs: ['get', 'list', 'watch', 'create'] }]
      const user = await started.user('writer', {
        clusterRules: [{ resources: ['namespaces'], verbs: ['get', 'list', 'watch'] }],
        namespaceRules: { [open.namespace]: rules },
      })
      const application = await openWizard(cluster, { kubeconfig: user.kubeconfig })
      await application.wizard.create({ ...open.newOf('by-another'), context: application.context })
      const refused = await codeOf(
        application.life.expire({
          context: application.context,
          credential: atOf(await secretOf(cluster, open.namespace, 'password-by-another')),
          expiresAt: null,
        }),
      )
      expect(refused).not.toBe('done')
      const writes = await writesIn(application.activity)
      const events = await audited()
      expect([...new Set(writes.map(({ begun }) => begun.user))]).toEqual([user.name])
      for (const write of writes) {
        const event = events.get(write.begun.requestId)
        expect(event && notedOf(event)).toEqual(expectedOf(write))
      }
      await application.stop()
    })
  },
)
