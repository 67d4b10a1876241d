import { expect, it } from 'vitest'
import { momentText } from '../../../shared/age.ts'
import type { SecretUse } from '../../../shared/usage.ts'
import { heardText, kindText, unseenReasons, unseenUsersText, usersText, waysText } from './usage-text.ts'

it('says each way once, and what is optional', () => {
  const use = (way: SecretUse['way'], isOptional = false): SecretUse => ({ way, isOptional })
  expect(waysText([use('pull'), use('account-pull')])).toBe('pull')
  expect(waysText([use('env', true), use('env-from'), use('volume', true)])).toBe('variables, files')
  expect(waysText([use('projected', true)])).toBe('files, optional')
  expect(waysText([])).toBe('')
})

it('calls Run:ai’s workloads as its console does', () => {
  expect(kindText({ group: 'run.ai', kind: 'TrainingWorkload' })).toBe('Training')
  expect(kindText({ group: 'other.example', kind: 'TrainingWorkload' })).toBe('TrainingWorkload')
  expect(kindText({ group: 'run.ai', kind: 'Workload' })).toBe('Workload')
})

it('reports a time in the future, if clocks differ, as it is', () => {
  const now = Date.parse('2026-11-20T10:00:00Z')
  expect(heardText({ at: '2026-11-20T09:58:00Z' }, now)).toBe('kubelet, 2 min ago')
  expect(heardText({ at: '2026-11-20T10:00:30Z' }, now)).toBe('kubelet, now')
  expect(heardText({ at: '2026-11-20T10:10:00Z' }, now)).toBe(
    `kubelet, ${momentText('2026-11-20T10:10:00Z')}`,
  )
  expect(heardText({ at: '' }, now)).toBe('kubelet')
})

it('counts workloads and those that can’t pull', () => {
  expect(usersText({ current: 0, failing: 0, isPull: true })).toBe('')
  expect(usersText({ current: 1, failing: 0, isPull: true })).toBe('1 workload')
  expect(usersText({ current: 5000, failing: 2, isPull: true })).toBe('5,000 workloads, 2 can’t pull')
  expect(usersText({ current: 3, failing: 1, isPull: false })).toBe('3 workloads, 1 can’t start')
  expect(usersText({ current: 0, failing: 1, isPull: true })).toBe('1 workload can’t pull')
  expect(usersText({ current: 0, failing: 2, isPull: false })).toBe('2 workloads can’t start')
})

it('says what can’t be seen, and where', () => {
  const forbidden = { code: 'forbidden', user: 'u', verb: 'list', resource: 'pods', namespace: 'a' } as const
  const unseen = { resource: 'cronjobs', namespaces: ['a', 'b'], count: 3, failure: forbidden }
  expect(unseenUsersText(unseen)).toBe('You can’t list cron jobs in a and 2 more namespaces')
  expect(unseenUsersText({ ...unseen, namespaces: [], count: 1 })).toBe(
    'You can’t list cron jobs of the cluster',
  )
  const cut = { code: 'connection-cut', server: 's' } as const
  expect(unseenUsersText({ ...unseen, count: 1, failure: cut })).toBe('Credenza couldn’t list cron jobs in a')
})

it('says why something couldn’t be listed, each reason once, and that of a missing right only with what it is about', () => {
  const about = { context: 'lab', now: 0 }
  const cut = { code: 'connection-cut', server: 'https://lab.example' } as const
  const forbidden = { code: 'forbidden', user: 'u', verb: 'list', resource: 'pods', namespace: 'a' } as const
  const [reason, ...others] = unseenReasons(
    [{ failure: cut }, { failure: forbidden }, { failure: cut }],
    about,
  )
  expect(reason).toContain('lab closed the connection')
  expect(others).toEqual([])
  expect(unseenReasons([{ failure: forbidden }], about)).toEqual([])
})
