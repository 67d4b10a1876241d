import { expect, it } from 'vitest'
import type { UsageMessage } from '../../../shared/contract/usage.ts'
import { until } from '../../kube/testing/loopback-server.ts'
import { findUsers } from './find-users.ts'
import { apps, found, object, ofRegistry, ownedBy, pods, pulling, serve } from './usage.fixture.ts'
import type { Objects } from './usage.fixture.ts'
import { closeAfterEach, connect, serve as serveAnswers } from '../../kube/testing/open-for-test.ts'

closeAfterEach()

it('reports a deployment once, with its pods, those that ended and what can be restarted', async () => {
  const { connection } = await serve({
    [`${apps}/deployments`]: [object('app', { spec: { template: { spec: pulling() } } })],
    [`${apps}/replicasets`]: [
      object('app-1', {
        owner: ownedBy('Deployment', 'app'),
        spec: { replicas: 2, template: { spec: pulling() } },
      }),
    ],
    [pods]: [
      object('app-1-a', {
        owner: ownedBy('ReplicaSet', 'app-1'),
        spec: pulling(),
        status: { phase: 'Running' },
      }),
      object('app-1-b', {
        owner: ownedBy('ReplicaSet', 'app-1'),
        spec: pulling(),
        status: { phase: 'Running' },
      }),
      object('app-1-c', {
        owner: ownedBy('ReplicaSet', 'app-1'),
        spec: pulling(),
        status: { phase: 'Failed' },
      }),
      object('other', { spec: { containers: [] }, status: { phase: 'Running' } }),
    ],
  })
  const { users } = await found(connection)
  expect(users).toEqual([
    {
      ...{ uid: 'uid-app', group: 'apps', kind: 'Deployment', name: 'app', namespace: 'team' },
      uses: [{ way: 'pull', isOptional: false }],
      ...{ pods: 2, endedPods: 1, failingPods: 0, problems: [], isCurrent: true },
      restartable: [{ uid: 'uid-app', group: 'apps', kind: 'Deployment', name: 'app' }],
    },
  ])
})

it('follows owners to kinds that it does not know, only by their references', async () => {
  const { connection } = await serve({
    '/apis/batch/v1/namespaces/team/jobs': [
      object('train-1', { owner: ownedBy('TrainingWorkload', 'train', 'run.ai/v2alpha1') }),
    ],
    [pods]: [
      object('train-1-x', {
        ...{ owner: ownedBy('Job', 'train-1', 'batch/v1'), spec: pulling(), status: { phase: 'Running' } },
      }),
    ],
  })
  const { users } = await found(connection)
  expect(users).toMatchObject([
    { group: 'run.ai', kind: 'TrainingWorkload', name: 'train', pods: 1, isCurrent: true, restartable: [] },
  ])
})

it('ends in a circle of owners', async () => {
  const { connection } = await serve({
    [`${apps}/replicasets`]: [
      object('a', { owner: ownedBy('ReplicaSet', 'b') }),
      object('b', { owner: ownedBy('ReplicaSet', 'a') }),
    ],
    [pods]: [object('p', { owner: ownedBy('ReplicaSet', 'a'), spec: pulling() })],
  })
  const { users } = await found(connection)
  expect(users).toMatchObject([{ name: 'b', pods: 1 }])
})

it('does not count a job that is done, or a replica set that is kept for a rollback, as a current use', async () => {
  const spec = { template: { spec: pulling() } }
  const { connection } = await serve({
    '/apis/batch/v1/namespaces/team/jobs': [
      object('done', { spec, status: { conditions: [{ type: 'Complete', status: 'True' }] } }),
      object('runs', { spec, status: {} }),
    ],
    [`${apps}/replicasets`]: [
      object('old', { owner: ownedBy('Deployment', 'app'), spec: { ...spec, replicas: 0 } }),
    ],
    [pods]: [],
  })
  const { users } = await found(connection)
  expect(users.map(({ name, isCurrent }) => [name, isCurrent]).sort()).toEqual([
    ['app', false],
    ['done', false],
    ['runs', true],
  ])
})

it('reads cron jobs of the version that the cluster has', async () => {
  const { connection, server } = await serve({
    '/apis/batch/v1beta1/namespaces/team/cronjobs': [
      object('nightly', { spec: { jobTemplate: { spec: { template: { spec: pulling() } } } } }),
    ],
    [pods]: [],
  })
  const { users, unseen } = await found(connection)
  expect(users).toMatchObject([{ kind: 'CronJob', name: 'nightly', isCurrent: true }])
  expect(unseen).toEqual([])
  expect(server.asked.filter((path) => path.includes('cronjobs'))).toHaveLength(2)
})

it('knows that pods without pull secrets of their own get those of their service account', async () => {
  const spec = { template: { spec: { serviceAccountName: 'robot', containers: [] } } }
  const { connection } = await serve({
    '/api/v1/namespaces/team/serviceaccounts': [
      { ...object('robot', {}), imagePullSecrets: [{ name: 'login' }], secrets: [{ name: 'login' }] },
      { ...object('default', {}), secrets: [{ name: 'other' }] },
    ],
    [`${apps}/deployments`]: [
      object('uses', { spec }),
      object('own', {
        spec: { template: { spec: { ...spec.template.spec, imagePullSecrets: [{ name: 'x' }] } } },
      }),
    ],
    [pods]: [],
  })
  const { users } = await found(connection)
  expect(users.map(({ name, uses }) => [name, uses.map(({ way }) => way)])).toEqual([
    ['robot', ['account-pull', 'account']],
    ['uses', ['account-pull']],
  ])
})

it('looks into the namespaces that a wider scope reaches, except where another credential has its name', async () => {
  const pod = (namespace: string) => object(`pod-of-${namespace}`, { namespace, spec: pulling() })
  const { connection, server } = await serve({
    [pods]: [pod('team')],
    '/api/v1/namespaces/a/pods': [pod('a')],
    '/api/v1/namespaces/b/pods': [pod('b')],
  })
  const { users } = await found(
    connection,
    [
      ofRegistry({ scope: { kind: 'cluster', id: '', name: '' } }),
      ofRegistry({ uid: 'two', namespace: 'b' }),
    ],
    ['a', 'b'],
  )
  expect(users.map(({ name }) => name).sort()).toEqual(['pod-of-a', 'pod-of-team'])
  expect(server.asked.some((path) => path.includes('/namespaces/b/'))).toBe(false)
})

it('asks for many namespaces at once, and one by one if that is refused, and reports what can’t be seen', async () => {
  const namespaces = ['a', 'b', 'c', 'd', 'e']
  const paths = namespaces.map((namespace) => [`/api/v1/namespaces/${namespace}/pods`, namespace] as const)
  const lists: Objects = { '/apis/apps/v1/deployments': [], [pods]: [] }
  for (const [path, namespace] of paths)
    lists[path] = [object(`p-${namespace}`, { namespace, spec: pulling() })]
  const refused = new Set(['/api/v1/pods', '/api/v1/namespaces/c/pods', '/api/v1/namespaces/team/pods'])
  const { connection, server } = await serve(lists, (path) => (refused.has(path) ? 403 : null))
  const { users, unseen } = await found(
    connection,
    [ofRegistry({ scope: { kind: 'cluster', id: '', name: '' } })],
    namespaces,
  )
  expect(users.map(({ name }) => name).sort()).toEqual(['p-a', 'p-b', 'p-d', 'p-e'])
  expect(unseen).toMatchObject([
    { resource: 'pods', namespaces: ['c', 'team'], count: 2, failure: { code: 'forbidden' } },
  ])
  expect(server.asked.filter((path) => path.includes('deployments'))).toHaveLength(1)
})

it('ends on the wire when nobody waits anymore', async () => {
  const stuck = { closed: false }
  const server = await serveAnswers((request) => {
    request.socket.once('close', () => {
      stuck.closed = true
    })
  })
  const connection = connect(server.url)
  const stop = new AbortController()
  const list = { credentials: () => [], reaches: () => null, namespacesOf: () => [] }
  const sent: UsageMessage[] = []
  const ended = findUsers(
    { connection, list: list as never },
    { namespace: 'team', name: 'login' },
    { send: (message) => sent.push(message), signal: stop.signal },
  )
  await until(() => server.asked.length > 0)
  stop.abort()
  await ended
  await until(() => stuck.closed)
  expect(sent).toEqual([])
})
