import { expect, it } from 'vitest'
import { readPodEvent, tellsOfPullSecret, tellsOfVolume } from './pod-events.ts'
import { backOff, found, object, ofRegistry, pods, pulling, serve } from './usage.fixture.ts'
import { closeAfterEach } from '../../kube/testing/open-for-test.ts'

closeAfterEach()

const events = '/api/v1/namespaces/team/events'
const event = (podUid: string, reason: string, message: string, lastTimestamp = '2026-11-20T12:00:00Z') => ({
  metadata: { namespace: 'team' },
  involvedObject: { kind: 'Pod', uid: podUid },
  ...{ reason, message, lastTimestamp, type: 'Warning' },
})
const mounting = (volumes: object[]) => ({ containers: [{ name: 'main', image: 'x' }], volumes })
const files = (name: string, secretName = 'login') => ({ name, secret: { secretName } })
const creating = (reason = 'ContainerCreating') => ({
  phase: 'Pending',
  containerStatuses: [{ name: 'main', state: { waiting: { reason } } }],
})

it('reports what the kubelet says of a pod that waits for a volume of the Secret, the newest words once', async () => {
  const words = 'MountVolume.SetUp failed for volume "creds" : references non-existent secret key: token'
  const { connection } = await serve({
    [pods]: [
      object('stuck', { spec: mounting([files('creds')]), status: creating() }),
      object('other', {
        spec: mounting([files('creds'), files('else', 'another')]),
        status: creating('PodInitializing'),
      }),
      object('new', { spec: mounting([files('creds')]), status: creating() }),
      object('runs', {
        spec: mounting([files('creds')]),
        status: { phase: 'Running', containerStatuses: [{ name: 'main', state: { running: {} } }] },
      }),
    ],
    [events]: [
      event('uid-stuck', 'FailedMount', words, '2026-11-20T12:00:00Z'),
      event(
        'uid-stuck',
        'FailedMount',
        'MountVolume.SetUp failed for volume "creds" : older',
        '2026-11-20T11:00:00Z',
      ),
      event(
        'uid-other',
        'FailedMount',
        'MountVolume.SetUp failed for volume "else" : secret "another" not found',
      ),
      // The volume was there once its container ran.
      event('uid-runs', 'FailedMount', words),
    ],
  })
  const { users } = await found(connection)
  const told = users.map(({ name, failingPods, problems }) => [
    name,
    failingPods,
    problems.map(({ said }) => said),
  ])
  expect(told.sort()).toEqual([
    ['new', 0, []],
    ['other', 0, []],
    ['runs', 0, []],
    ['stuck', 1, [words]],
  ])
  expect(users.find(({ name }) => name === 'stuck')?.problems).toMatchObject([
    { pod: 'stuck', reason: 'FailedMount', at: '2026-11-20T12:00:00Z', isServed: true },
  ])
})

it('reports that the kubelet couldn’t read the Secret for a pod that can’t pull, and counts the pod once', async () => {
  const said =
    'Unable to retrieve some image pull secrets (first, login); attempting to pull the image may not succeed.'
  const { connection } = await serve({
    [pods]: [
      object('stuck', { spec: pulling(), status: backOff() }),
      object('elsewhere', { spec: pulling('quay.io/x'), status: backOff('quay.io/x') }),
      // The image was already there.
      object('runs', { spec: pulling(), status: { phase: 'Running', containerStatuses: [] } }),
    ],
    [events]: ['uid-stuck', 'uid-elsewhere', 'uid-runs'].map((uid) =>
      event(uid, 'FailedToRetrieveImagePullSecret', said),
    ),
  })
  const { users } = await found(connection, [ofRegistry()])
  expect(users).toMatchObject([
    {
      ...{ name: 'stuck', failingPods: 1 },
      problems: [
        { reason: 'ImagePullBackOff' },
        { reason: 'FailedToRetrieveImagePullSecret', said, isServed: true },
      ],
    },
    {
      ...{ name: 'elsewhere', failingPods: 1 },
      problems: [{ reason: 'FailedToRetrieveImagePullSecret' }, { isServed: false }],
    },
    { name: 'runs', failingPods: 0, problems: [] },
  ])
})

it('says that events couldn’t be seen, of a pod that waits', async () => {
  const { connection } = await serve(
    { [pods]: [object('stuck', { spec: mounting([files('creds')]), status: creating() })] },
    (path) => (path === events ? 403 : null),
  )
  const { users, unseen } = await found(connection)
  expect(users).toMatchObject([{ name: 'stuck', failingPods: 0 }])
  expect(unseen).toMatchObject([{ resource: 'events', namespaces: ['team'], count: 1 }])
})

it('reads what each version of the kubelet says of a Secret, and takes it for no other', () => {
  const told = (reason: string, message: string) => {
    const read = readPodEvent(event('u', reason, message))
    return read !== null && (tellsOfVolume(read, 'login', 'creds') || tellsOfPullSecret(read, 'login'))
  }
  for (const words of [
    'MountVolume.SetUp failed for volume "creds" : secret "login" not found',
    'MountVolume.SetUp failed for volume "creds" : object "team"/"login" not registered',
    'MountVolume.SetUp failed for volume "creds" : failed to sync secret cache: timed out waiting for the condition',
    'Unable to attach or mount volumes: unmounted volumes=[data creds], unattached volumes=[data creds kube-api]: timed out waiting for the condition',
    'Unable to attach or mount volumes: unmounted volumes=[creds], unattached volumes=[], failed to process volumes=[]: context deadline exceeded',
  ])
    expect(told('FailedMount', words), words).toBe(true)
  for (const words of [
    'MountVolume.SetUp failed for volume "creds" : secret "another" not found',
    'MountVolume.SetUp failed for volume "creds-2" : secret "login" not found',
    'Unable to attach or mount volumes: unmounted volumes=[data], unattached volumes=[data creds]: timed out',
    '',
  ])
    expect(told('FailedMount', words), words).toBe(false)
  const pull = (names: string) => `Unable to retrieve some image pull secrets (${names}); attempting to pull`
  expect(told('FailedToRetrieveImagePullSecret', pull('login'))).toBe(true)
  expect(told('FailedToRetrieveImagePullSecret', pull('login-2, other'))).toBe(false)
  expect(told('FailedScheduling', pull('login'))).toBe(false)
  expect(readPodEvent({ reason: 'FailedMount', message: 7, involvedObject: [] })).toBe(null)
})
