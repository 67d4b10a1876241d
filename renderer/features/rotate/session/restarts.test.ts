import { expect, test } from 'vitest'
import type { SecretUse, SecretUser } from '../../../../shared/usage.ts'
import { restartText } from '../../usage/restart-progress.ts'
import { joined, restartsOf as restartsOfSecret } from './restart.ts'
import { createRestarts } from './restarts.ts'
import { createRunLog } from './run-log.ts'

const harbor = 'runai-a/harbor'
const restartsOf = (user: SecretUser) => restartsOfSecret(user, harbor)
const use = (way: SecretUse['way']): SecretUse => ({ way, isOptional: false })
const userOf = (kind: string, ways: SecretUse['way'][], more: Partial<SecretUser> = {}): SecretUser => ({
  ...{ uid: `uid-${kind}`, group: 'apps', kind, name: kind.toLowerCase(), namespace: 'runai-a' },
  ...{ uses: ways.map(use), pods: 1, endedPods: 0, failingPods: 0, problems: [], isCurrent: true },
  restartable: [],
  ...more,
})

test('what reads variables has to restart; what pulls or reads files need not', () => {
  const [env] = restartsOf(userOf('Deployment', ['env']))
  expect(env).toMatchObject({ isNeeded: true, workload: { kind: 'Deployment', name: 'deployment' } })
  const [pull] = restartsOf(userOf('Deployment', ['pull']))
  expect(pull).toMatchObject({ isNeeded: false, hint: 'Pulls with the new value from now on' })
  const [files] = restartsOf(userOf('StatefulSet', ['volume']))
  expect(files).toMatchObject({ isNeeded: false, hint: expect.stringContaining('files update') as string })
})

test('what can’t be restarted says how it comes to the new value', () => {
  const hints = [
    userOf('CronJob', ['env'], { group: 'batch' }),
    userOf('Job', ['env'], { group: 'batch' }),
    userOf('TrainingWorkload', ['env'], { group: 'run.ai' }),
  ].map((user) => restartsOf(user).map(({ workload, hint }) => [workload, hint]))
  expect(hints).toEqual([
    [[null, 'Uses the new value at its next run']],
    [[null, 'Keeps the old value until it ends']],
    [[null, 'Keeps the old value until it ends or restarts']],
  ])
})

test('of a kind that is unknown, the workloads that it owns are offered', () => {
  const owned = { uid: 'd', group: 'apps', kind: 'Deployment', name: 'owned' }
  const user = userOf('InferenceWorkload', ['env'], { group: 'run.ai', restartable: [owned] })
  expect(restartsOf(user).map(({ workload }) => workload?.name)).toEqual(['owned'])
})

test('what has ended, and a service account, are not restarted', () => {
  expect(restartsOf(userOf('Deployment', ['env'], { isCurrent: false }))).toEqual([])
  expect(restartsOf(userOf('ServiceAccount', ['account'], { group: '' }))).toEqual([])
})

const users = () =>
  [userOf('Deployment', ['env']), userOf('DaemonSet', ['env']), userOf('StatefulSet', ['pull'])].flatMap(
    restartsOf,
  )
const forbidden = {
  code: 'forbidden',
  user: '',
  namespace: 'runai-a',
  verb: 'patch',
  resource: 'daemonsets',
} as const

/** `isAnswered`: whether restarts complete. */
function makeRestarts(isAnswered = true) {
  const asked: string[] = []
  const log = createRunLog(() => 0)
  const restarts = createRestarts({
    api: {
      restart: ({ workload }, { onMessage, onFailure, onEnd }) => {
        asked.push(workload.name)
        if (workload.kind === 'DaemonSet') onFailure(forbidden)
        else {
          onMessage({ state: 'rolling', ready: 0, of: 3 })
          if (isAnswered) {
            onMessage({ state: 'done', ready: 3, of: 3 })
            onEnd()
          }
        }
        return () => undefined
      },
    },
    ...{ context: 'prod', users, log, now: () => 0 },
  })
  return { restarts, asked, log }
}

test('the user decides, and a restart that fails says so', async () => {
  const { restarts, asked, log } = makeRestarts()
  expect(restarts.chosen.value.map(({ kind }) => kind)).toEqual(['Deployment', 'DaemonSet'])
  restarts.choose('uid-StatefulSet', true)
  restarts.choose('uid-Deployment', false)
  expect(restarts.chosen.value.map(({ kind }) => kind)).toEqual(['DaemonSet', 'StatefulSet'])
  await restarts.startFor(new Set([harbor]), false)
  expect(asked).toEqual(['daemonset', 'statefulset'])
  expect(restartText(restarts.states.get('uid-StatefulSet'))).toBe('Restarted, all pods are ready')
  expect(restarts.states.get('uid-DaemonSet')?.kind).toBe('failed')
  expect(log.lines.value.map(({ what, outcome }) => `${what} ${outcome}`)).toEqual([
    ...['daemonset asked', 'daemonset forbidden'],
    ...['statefulset asked', 'statefulset 0 of 3 ready', 'statefulset done'],
  ])
})

test('how far it is, is reported while it goes on', () => {
  const { restarts } = makeRestarts(false)
  void restarts.startFor(new Set([harbor]), false)
  expect(restartText(restarts.states.get('uid-Deployment'))).toBe('0 of 3 ready')
})

test('one after the other, nothing is started after a failure', async () => {
  const { restarts, asked } = makeRestarts()
  restarts.choose('uid-StatefulSet', true)
  const run = restarts.startFor(new Set([harbor]), true)
  expect(restarts.isWaiting()).toBe(true)
  await run
  expect(restarts.isWaiting()).toBe(false)
  expect(asked).toEqual(['deployment', 'daemonset'])
})

test('what uses only secrets that were not rotated is left alone', async () => {
  const { restarts, asked } = makeRestarts()
  await restarts.startFor(new Set(['runai-a/other']), false)
  expect(asked).toEqual([])
})

test('a workload that uses two of the secrets has one line, and is restarted for either', () => {
  const [both] = joined([
    ...restartsOfSecret(userOf('Deployment', ['pull']), harbor),
    ...restartsOfSecret(userOf('Deployment', ['env']), 'runai-a/other'),
  ])
  expect(both).toMatchObject({
    isNeeded: true,
    secrets: [harbor, 'runai-a/other'],
    hint: 'Its pods are replaced',
  })
})
