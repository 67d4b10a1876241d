import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { UsageMessage } from '../../shared/contract/usage.ts'
import type { RolloutState, SecretUser, UnseenUsers, WorkloadToRestart } from '../../shared/usage.ts'
import { annotationKeys } from '../../shared/runai.ts'
import { fieldsOf } from '../../electron/kube/core/models.ts'
import { registered } from './cluster-secrets.ts'
import { onBothClusters } from './both-clusters.ts'
import { openProject, type OpenProject } from './open-project.ts'
import { codeOf, openWizard } from './open-wizard.ts'

await onBothClusters((cluster) => {
  let open: OpenProject
  let namespace = ''
  const registryUrl = 'reg.example'

  beforeAll(async () => {
    open = await openProject(cluster, 'usage')
    namespace = open.namespace
    await open.makeSecret('login', {
      labels: registered('docker-registry'),
      annotations: {
        [annotationKeys.credential]: 'Login',
        [annotationKeys.registryUrl]: registryUrl,
        [annotationKeys.origin]: 'new',
      },
      data: { k: 'v' },
    })
    await open.application.until(() => [...opened().list.credentials()].some(({ name }) => name === 'Login'))
    await makeUsers()
  })
  afterAll(() => open.stop())

  const opened = () => open.application.clusters.opened(open.application.context)
  const at = (group: string, plural: string) => `/${group}/namespaces/${namespace}/${plural}`
  const create = (path: string, body: object) => opened().connection.write({ verb: 'create', path, body })
  const template = (image: string, more: object = {}) => ({
    metadata: { labels: { app: 'a' } },
    spec: { containers: [{ name: 'main', image }], ...more },
  })
  const pull = { imagePullSecrets: [{ name: 'login' }] }
  const selector = { matchLabels: { app: 'a' } }

  async function makePod(
    name: string,
    { owner, image = 'reg.example/app:1', spec = {}, waits = '' }: PodParts,
  ) {
    const ownerReferences = owner === undefined ? [] : [{ ...owner, controller: true }]
    const { uid } = await create(at('api/v1', 'pods'), {
      metadata: { name, ownerReferences },
      spec: { ...template(image, spec).spec },
    })
    const waiting = { state: { waiting: { reason: waits, message: `Back-off pulling image "${image}"` } } }
    const containerStatuses = [
      { name: 'main', image, imageID: '', ready: false, restartCount: 0, lastState: {}, ...waiting },
    ]
    const status = waits === '' ? { phase: 'Running' } : { phase: 'Pending', containerStatuses }
    await opened().connection.write({
      verb: 'patch',
      path: `${at('api/v1', 'pods')}/${name}/status`,
      body: { status },
    })
    return uid
  }
  interface PodParts {
    owner?: object
    image?: string
    spec?: object
    waits?: string
  }

  /** Creates what a kubelet and controllers would. */
  async function makeUsers(): Promise<void> {
    const deployment = await create(at('apis/apps/v1', 'deployments'), {
      metadata: { name: 'app' },
      spec: { replicas: 2, selector, template: template('reg.example/app:1', pull) },
    })
    const owner = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      name: 'app',
      uid: deployment.uid,
      controller: true,
    }
    const replicas = await create(at('apis/apps/v1', 'replicasets'), {
      metadata: { name: 'app-1', ownerReferences: [owner] },
      spec: { replicas: 2, selector, template: template('reg.example/app:1', pull) },
    })
    const byReplicas = { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'app-1', uid: replicas.uid }
    await makePod('app-1-a', { owner: byReplicas, spec: pull })
    const stuck = await makePod('app-1-b', { owner: byReplicas, spec: pull, waits: 'ImagePullBackOff' })
    await create(at('api/v1', 'events'), {
      metadata: { name: 'app-1-b.1' },
      involvedObject: { kind: 'Pod', namespace, name: 'app-1-b', uid: stuck, apiVersion: 'v1' },
      ...{
        reason: 'Failed',
        type: 'Warning',
        message: 'Failed to pull image "reg.example/app:1": unauthorized',
      },
      ...{ firstTimestamp: '2026-11-20T10:00:00Z', lastTimestamp: '2026-11-20T11:00:00Z' },
      source: { component: 'kubelet' },
    })
    const training = {
      apiVersion: 'run.ai/v2alpha1',
      kind: 'TrainingWorkload',
      name: 'train',
      uid: 'u-train',
    }
    const env = { name: 'A', valueFrom: { secretKeyRef: { name: 'login', key: 'k', optional: true } } }
    const withEnv = { containers: [{ name: 'main', image: 'x', env: [env] }] }
    await makePod('train-0', { owner: training, spec: withEnv })
    await makePod('alone', { waits: 'ErrImagePull' })
    await makePod('other', { spec: { imagePullSecrets: [{ name: 'another' }] } })
    await create(at('apis/batch/v1beta1', 'cronjobs'), {
      metadata: { name: 'nightly' },
      spec: {
        schedule: '0 1 * * *',
        jobTemplate: { spec: { template: template('x', { ...pull, restartPolicy: 'Never' }) } },
      },
    })
    await create(at('api/v1', 'serviceaccounts'), { metadata: { name: 'robot' }, ...pull })
  }

  async function find(application = open.application) {
    const users = new Map<string, SecretUser>()
    let unseen: UnseenUsers[] = []
    const send = (message: UsageMessage) => {
      if (message.kind === 'users') for (const user of message.users) users.set(user.uid, user)
      if (message.kind === 'unseen') unseen = message.unseen
    }
    const secret = { context: application.context, namespace, name: 'login' }
    await application.usage.find(secret, { send, signal: new AbortController().signal })
    return { users: [...users.values()].sort((a, b) => (a.name < b.name ? -1 : 1)), unseen }
  }

  describe('what uses a secret', () => {
    it('is found by the workloads, pods and accounts that name it, and by their owners', async () => {
      const { users, unseen } = await find()
      expect(unseen).toEqual([])
      expect(users.map(({ kind, name, pods, failingPods }) => [kind, name, pods, failingPods])).toEqual([
        ['Pod', 'alone', 1, 1],
        ['Deployment', 'app', 2, 1],
        ['CronJob', 'nightly', 0, 0],
        ['ServiceAccount', 'robot', 0, 0],
        ['TrainingWorkload', 'train', 1, 0],
      ])
      const [alone, app, , , train] = users
      expect(alone?.uses).toEqual([])
      expect(train?.uses).toEqual([{ way: 'env', isOptional: true }])
      expect(app?.problems).toMatchObject([
        {
          ...{ pod: 'app-1-b', container: 'main', reason: 'ImagePullBackOff', isServed: true },
          said: 'Failed to pull image "reg.example/app:1": unauthorized',
          at: '2026-11-20T11:00:00Z',
        },
      ])
    })

    it('is reported for all credentials with their rows', async () => {
      const own = () =>
        [...opened().list.credentials()]
          .filter((each) => each.namespace === namespace)
          .map(({ usage }) => usage)
      expect(own()).toEqual([null])
      const { context, usage } = open.application
      await usage.survey({ context }, { send: () => {}, signal: new AbortController().signal })
      expect(own()).toEqual(['failing'])
    })

    it('is reported as far as a user may see it, and what couldn’t be seen with it', async () => {
      const rules = [{ resources: ['secrets', 'pods'], verbs: ['get', 'list', 'watch'] }]
      const user = await cluster.user('few', {
        clusterRules: [{ resources: ['namespaces'], verbs: ['get', 'list', 'watch'] }],
        namespaceRules: { [namespace]: rules },
      })
      const application = await openWizard(cluster, { kubeconfig: user.kubeconfig })
      const { users, unseen } = await find(application)
      await application.stop()
      expect(users.map(({ name }) => name)).toContain('app-1')
      const resources = unseen.map(({ resource, failure }) => [resource, failure.code])
      expect(resources).toContainEqual(['deployments', 'forbidden'])
      expect(resources).not.toContainEqual(['pods', 'forbidden'])
      expect(unseen[0]?.namespaces).toEqual([namespace])
    })
  })

  describe('a restart', () => {
    const path = () => `${at('apis/apps/v1', 'deployments')}/app`
    const read = async () => fieldsOf(await opened().connection.getJson(path()))
    const workload = async (): Promise<WorkloadToRestart> => ({
      ...{ kind: 'Deployment', namespace, name: 'app' },
      uid: String(fieldsOf((await read())['metadata'])['uid']),
    })
    const setStatus = (status: object) =>
      opened().connection.write({ verb: 'patch', path: `${path()}/status`, body: { status } })

    it('changes only the annotation of kubectl, is recorded, and reports how far it is', async () => {
      const before = await read()
      const told: RolloutState[] = []
      const wanted = await workload()
      const { context, usage } = open.application
      const whole = {
        observedGeneration: 99,
        replicas: 2,
        updatedReplicas: 2,
        readyReplicas: 2,
        availableReplicas: 2,
      }
      const send = (state: RolloutState) => {
        told.push(state)
        if (told.length === 1) void setStatus(whole)
      }
      await usage.restart({ context, workload: wanted }, { send, signal: new AbortController().signal })
      expect(told[0]).toMatchObject({ state: 'rolling', of: 2 })
      expect(told.at(-1)).toEqual({ state: 'done', ready: 2, of: 2 })

      const after = await read()
      const templateOf = (object: object) => fieldsOf(fieldsOf(fieldsOf(object)['spec'])['template'])
      const { annotations, ...rest } = fieldsOf(templateOf(after)['metadata'])
      expect(Object.keys(fieldsOf(annotations))).toEqual(['kubectl.kubernetes.io/restartedAt'])
      expect(rest).toEqual(templateOf(before)['metadata'])
      expect(templateOf(after)['spec']).toEqual(templateOf(before)['spec'])

      const [file = ''] = await readdir(open.application.activity)
      const lines = (await readFile(join(open.application.activity, file), 'utf8')).trim().split('\n')
      const written = lines.map((line) => JSON.parse(line) as Record<string, unknown>)
      expect(JSON.stringify(written)).toContain('"operation":"restart"')
      expect(JSON.stringify(written)).toContain('"end":"done"')
    })

    it('writes nothing if another workload has the name, or it is paused', async () => {
      const { context, usage } = open.application
      const nobody = { send: () => {}, signal: new AbortController().signal }
      const wanted = await workload()
      expect(await codeOf(usage.restart({ context, workload: { ...wanted, uid: 'other' } }, nobody))).toBe(
        'not-found',
      )
      await opened().connection.write({ verb: 'patch', path: path(), body: { spec: { paused: true } } })
      const before = fieldsOf((await read())['metadata'])['generation']
      const told: RolloutState[] = []
      await usage.restart({ context, workload: wanted }, { ...nobody, send: (state) => told.push(state) })
      expect(told).toEqual([{ state: 'paused', ready: 0, of: 0 }])
      expect(fieldsOf((await read())['metadata'])['generation']).toBe(before)
    })

    it('is refused for a cluster that is read-only', async () => {
      const application = await openWizard(cluster, { isReadOnly: true })
      const restart = application.usage.restart(
        { context: application.context, workload: await workload() },
        { send: () => {}, signal: new AbortController().signal },
      )
      expect(await codeOf(restart)).toBe('read-only')
      await application.stop()
    })
  })
})
