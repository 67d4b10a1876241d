import { expect, it } from 'vitest'
import type { SurveyMessage } from '../../../shared/contract/usage.ts'
import { credentialOf } from '../../../shared/credential.fixture.ts'
import type { Credential } from '../../../shared/credential.ts'
import type { UsageState } from '../../../shared/usage-state.ts'
import type { Connection } from '../../kube/connection.ts'
import { surveyUsage } from './survey-usage.ts'
import { backOff, object, pods, pulling, serve } from './usage.fixture.ts'
import { closeAfterEach } from '../../kube/testing/open-for-test.ts'

closeAfterEach()

const inProject = (uid: string, parts: Partial<Credential> = {}) =>
  credentialOf(uid, { namespace: 'team', scope: { kind: 'project', id: 'team', name: 'team' }, ...parts })
const wide = (uid: string) => credentialOf(uid, { namespace: 'runai' })

async function surveyed(
  connection: Connection,
  credentials: Credential[],
  signal = new AbortController().signal,
) {
  const states: Record<string, UsageState>[] = []
  const messages: SurveyMessage[] = []
  const list = {
    credentials: () => credentials,
    reaches: () => true,
    namespacesOf: () => ['team', 'other'],
    tellUsage: (told: ReadonlyMap<string, UsageState>) => {
      states.push(Object.fromEntries(told))
    },
  }
  await surveyUsage(
    { connection, list: list as never },
    { send: (message) => messages.push(message), signal },
  )
  return { states: states.at(-1) ?? null, messages }
}
const using = (name: string, image = 'reg.example/x') => ({ ...pulling(image), imagePullSecrets: [{ name }] })

it('reports for all credentials at once which are used, which fail and which are not used', async () => {
  const { connection } = await serve({
    [pods]: [
      object('a', { spec: using('used'), status: { phase: 'Running' } }),
      object('b', { spec: using('login'), status: backOff() }),
      object('c', { spec: using('login'), status: { phase: 'Running' } }),
      object('d', { spec: using('ended'), status: { phase: 'Succeeded' } }),
      object('e', { spec: using('elsewhere', 'quay.io/x'), status: backOff('quay.io/x') }),
    ],
    '/api/v1/namespaces/other/pods': [object('f', { namespace: 'other', spec: using('shared') })],
  })
  const { states, messages } = await surveyed(connection, [
    ...[inProject('used'), inProject('login'), inProject('ended'), wide('shared'), wide('nowhere')],
    inProject('elsewhere', { registryUrl: 'reg.example' }),
  ])
  expect(states).toEqual({
    ...{ used: 'used', login: 'failing', ended: 'unused' },
    ...{ shared: 'used', nowhere: 'unused', elsewhere: 'used' },
  })
  expect(messages.at(-1)).toMatchObject({ kind: 'progress', namespaces: 3, objects: 6 })
})

const mounting = (name: string) => ({
  containers: [{ name: 'main', image: 'reg.example/x' }],
  volumes: [{ name: `files-of-${name}`, secret: { secretName: name } }],
})
const creating = {
  phase: 'Pending',
  containerStatuses: [{ name: 'main', state: { waiting: { reason: 'ContainerCreating' } } }],
}
const events = '/api/v1/namespaces/team/events'
const event = (pod: string, reason: string, message: string) => ({
  metadata: { uid: `event-${pod}`, name: `${pod}.1`, namespace: 'team' },
  ...{ involvedObject: { kind: 'Pod', uid: `uid-${pod}` }, type: 'Warning', reason, message },
})

it('counts a pod as failing that can’t mount or can’t pull with a credential, as only events show', async () => {
  const { connection } = await serve({
    [pods]: [
      object('a', { spec: mounting('gone'), status: creating }),
      object('b', { spec: mounting('slow'), status: creating }),
      object('c', { spec: using('elsewhere'), status: backOff() }),
      object('d', { spec: mounting('runs'), status: { phase: 'Running' } }),
    ],
    [events]: [
      event(
        'a',
        'FailedMount',
        'MountVolume.SetUp failed for volume "files-of-gone" : secret "gone" not found',
      ),
      event('b', 'FailedMount', 'MountVolume.SetUp failed for volume "other" : secret "x" not found'),
      event(
        'c',
        'FailedToRetrieveImagePullSecret',
        'Unable to retrieve some image pull secrets (elsewhere); attempting',
      ),
      event(
        'd',
        'FailedMount',
        'MountVolume.SetUp failed for volume "files-of-runs" : secret "runs" not found',
      ),
    ],
  })
  const names = ['gone', 'slow', 'runs']
  const { states, messages } = await surveyed(connection, [
    ...names.map((name) => inProject(name)),
    inProject('elsewhere', { registryUrl: 'quay.io' }),
  ])
  expect(states).toEqual({ gone: 'failing', slow: 'used', runs: 'used', elsewhere: 'failing' })
  expect(messages.at(-1)).toMatchObject({ kind: 'progress' })
})

it('asks for events only if a pod waits, and knows what is used even if they can’t be listed', async () => {
  const lone = inProject('lone', { namespace: 'lone', scope: { kind: 'project', id: 'lone', name: 'lone' } })
  const { connection, server } = await serve(
    {
      [pods]: [object('a', { spec: mounting('gone'), status: creating })],
      '/api/v1/namespaces/lone/pods': [],
    },
    (path) => (path === events ? 403 : null),
  )
  const { states, messages } = await surveyed(connection, [inProject('gone'), inProject('free'), lone])
  expect(states).toEqual({ gone: 'used', free: 'unused', lone: 'unused' })
  expect(server.asked.filter((path) => path.includes('/events')).map((path) => path.split('?')[0])).toEqual([
    events,
  ])
  expect(messages.at(-1)).toMatchObject({
    kind: 'unseen',
    unseen: [{ resource: 'events', namespaces: ['team'] }],
  })
})

it('never says that a credential is not used if not everything could be seen', async () => {
  const { connection } = await serve(
    { [pods]: [object('a', { spec: using('used') })], '/api/v1/namespaces/lone/pods': [] },
    (path) => (path === '/apis/apps/v1/namespaces/team/deployments' ? 403 : null),
  )
  const lone = inProject('lone', { namespace: 'lone', scope: { kind: 'project', id: 'lone', name: 'lone' } })
  const { states, messages } = await surveyed(connection, [inProject('used'), inProject('hidden'), lone])
  expect(states).toEqual({ used: 'used', hidden: 'unseen', lone: 'unused' })
  expect(messages.at(-1)).toMatchObject({
    kind: 'unseen',
    unseen: [{ resource: 'deployments', namespaces: ['team'] }],
  })
})

it('reports nothing to the list if it was stopped', async () => {
  const { connection } = await serve({ [pods]: [] })
  const stop = new AbortController()
  stop.abort()
  expect(await surveyed(connection, [inProject('a')], stop.signal)).toEqual({ states: null, messages: [] })
})
