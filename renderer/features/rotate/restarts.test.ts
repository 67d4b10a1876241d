import { expect, test } from 'vitest'
import type { SecretUse, SecretUser } from '../../../shared/usage.ts'
import { restartText } from '../usage/restart-progress.ts'
import { createRestarts, restartsOf } from './restarts.ts'

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

test('of a kind that is not known, the workloads that it owns are offered', () => {
  const owned = { uid: 'd', group: 'apps', kind: 'Deployment', name: 'owned' }
  const user = userOf('InferenceWorkload', ['env'], { group: 'run.ai', restartable: [owned] })
  expect(restartsOf(user).map(({ workload }) => workload?.name)).toEqual(['owned'])
})

test('what has ended, and an account alone, are not restarted', () => {
  expect(restartsOf(userOf('Deployment', ['env'], { isCurrent: false }))).toEqual([])
  expect(restartsOf(userOf('ServiceAccount', ['account'], { group: '' }))).toEqual([])
})

test('a person decides, and a restart that fails says so', () => {
  const asked: string[] = []
  const restarts = createRestarts({
    api: {
      restart: ({ workload }, { onMessage, onFailure }) => {
        asked.push(workload.name)
        onMessage({ state: 'rolling', ready: 0, of: 3 })
        if (workload.kind === 'DaemonSet')
          onFailure({
            code: 'forbidden',
            namespace: 'runai-a',
            verb: 'patch',
            resource: 'daemonsets',
            reason: '',
          } as never)
        return () => undefined
      },
    },
    context: 'prod',
    users: () => [
      userOf('Deployment', ['env']),
      userOf('DaemonSet', ['env']),
      userOf('StatefulSet', ['pull']),
    ],
  })
  expect(restarts.chosen.value.map(({ kind }) => kind)).toEqual(['Deployment', 'DaemonSet'])
  restarts.choose('uid-StatefulSet', true)
  restarts.choose('uid-Deployment', false)
  expect(restarts.chosen.value.map(({ kind }) => kind)).toEqual(['DaemonSet', 'StatefulSet'])
  restarts.chosen.value.forEach(restarts.start)
  expect(asked).toEqual(['daemonset', 'statefulset'])
  expect(restartText(restarts.states.get('uid-StatefulSet'))).toBe('0 of 3 ready')
  expect(restarts.states.get('uid-DaemonSet')?.kind).toBe('failed')
})
