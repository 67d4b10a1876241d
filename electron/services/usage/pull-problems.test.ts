import { expect, it } from 'vitest'
import { backOff, found, object, ofRegistry, pods, pulling, serve } from './usage.fixture.ts'
import { closeAfterEach } from '../../kube/testing/open-for-test.ts'

closeAfterEach()

it('joins a pod that can’t pull to the credential of the registry, with the newest words of the kubelet', async () => {
  const event = (podUid: string, message: string, lastTimestamp: string) => ({
    metadata: { namespace: 'team' },
    involvedObject: { kind: 'Pod', uid: podUid },
    ...{ reason: 'Failed', message, lastTimestamp },
  })
  const words = 'Failed to pull image "reg.example/ml/app:1": unauthorized'
  const { connection, server } = await serve({
    [pods]: [object('stuck', { spec: pulling(), status: backOff() })],
    '/api/v1/namespaces/team/events': [
      event('uid-stuck', `${words}: again`, '2026-11-20T12:00:00Z'),
      event('uid-stuck', `${words}: first`, '2026-11-20T11:00:00Z'),
      event('uid-stuck', 'Error: ImagePullBackOff', '2026-11-20T13:00:00Z'),
      event('uid-other', words, '2026-11-20T14:00:00Z'),
    ],
  })
  const other = { uid: 'two', name: 'Second', kubernetesName: 'second', namespace: 'team' }
  const { users } = await found(connection, [
    ofRegistry(),
    ofRegistry(other),
    ofRegistry({ uid: 'three', kubernetesName: 'third', registryUrl: 'quay.io' }),
  ])
  expect(users).toMatchObject([
    {
      ...{ name: 'stuck', failingPods: 1 },
      problems: [
        {
          ...{ pod: 'stuck', container: 'main', reason: 'ImagePullBackOff', isServed: true, others: [other] },
          ...{ said: `${words}: again`, at: '2026-11-20T12:00:00Z' },
        },
      ],
    },
  ])
  const asked = server.asked.find((path) => path.includes('/events'))
  expect(new URL(asked ?? '', server.url).searchParams.get('fieldSelector')).toBe(
    'involvedObject.kind=Pod,type=Warning,reason!=BackOff,reason!=Unhealthy,reason!=FailedScheduling',
  )
})

it('reports pods that should name the credential, and does not blame it for images of other registries', async () => {
  const { connection } = await serve({
    [pods]: [
      object('unnamed', { spec: { containers: [] }, status: backOff() }),
      object('elsewhere', { spec: pulling('quay.io/x'), status: backOff('quay.io/x') }),
      object('unrelated', { spec: { containers: [] }, status: backOff('quay.io/x') }),
    ],
    '/api/v1/namespaces/team/events': [],
  })
  const { users } = await found(connection, [ofRegistry()])
  expect(users).toMatchObject([
    { name: 'unnamed', uses: [], failingPods: 1, problems: [{ isServed: true }] },
    { name: 'elsewhere', uses: [{ way: 'pull' }], failingPods: 0, problems: [{ isServed: false }] },
  ])
})

it('keeps what a huge pod says within bounds, and ignores what isn’t a pod', async () => {
  const words = 'x'.repeat(100_000)
  const waiting = { state: { waiting: { reason: 'ErrImagePull', message: words } } }
  const status = { containerStatuses: [{ name: 'main', image: words, ...waiting }, null, 7, { state: 'x' }] }
  const { connection } = await serve({
    [pods]: [
      object('huge', {
        spec: { ...pulling(words), volumes: Array.from({ length: 500 }, () => ({})) },
        status,
      }),
      object('Bad_Name', { spec: pulling(), status }),
      { metadata: { uid: 'u', name: ['x'], namespace: 'team' }, spec: pulling() },
    ],
    '/api/v1/namespaces/team/events': [],
  })
  const { users } = await found(connection)
  expect(users.map(({ name }) => name)).toEqual(['huge'])
  expect(users[0]?.problems[0]?.said).toHaveLength(1000)
  expect(users[0]?.problems[0]?.image).toHaveLength(500)
})

it('reports a container that waits for a key of the Secret', async () => {
  const said = 'couldn’t find key user in Secret team/"login"'
  const waiting = { state: { waiting: { reason: 'CreateContainerConfigError', message: said } } }
  const { connection } = await serve({
    [pods]: [
      object('waits', { spec: pulling(), status: { containerStatuses: [{ name: 'main', ...waiting }] } }),
    ],
  })
  const { users } = await found(connection, [ofRegistry()])
  expect(users).toMatchObject([{ failingPods: 1, problems: [{ said, isServed: true, others: [] }] }])
})

it('keeps those in front that the credential should have served, and counts the others', async () => {
  const stuck = (name: string, image: string) =>
    object(name, { owner: { ...jobOf }, spec: pulling(image), status: backOff(image) })
  const jobOf = { apiVersion: 'batch/v1', kind: 'Job', name: 'train', uid: 'uid-train', controller: true }
  const { connection } = await serve({
    [pods]: [
      ...['a', 'b', 'c'].map((name) => stuck(name, 'quay.io/x')),
      ...['d', 'e', 'f', 'g'].map((name) => stuck(name, 'reg.example/x')),
    ],
    '/api/v1/namespaces/team/events': [],
  })
  const { users } = await found(connection, [ofRegistry()])
  expect(users).toMatchObject([{ kind: 'Job', pods: 7, failingPods: 4 }])
  expect(users[0]?.problems.map(({ pod }) => pod)).toEqual(['d', 'e', 'f'])
})
