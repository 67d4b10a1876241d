import { expect, test } from 'vitest'
import { credentialOf } from '../../../shared/credential.fixture.ts'
import type { ManagerWrite, SecretEvent } from '../../../shared/secret-details.ts'
import { historyEntries } from './history-entries.ts'

const write = (manager: string, time: string, ...parts: ManagerWrite['parts']): ManagerWrite => ({
  manager,
  operation: 'Update',
  time,
  parts,
})
const secret = (createdAt: string, ...managers: ManagerWrite[]) => ({ createdAt, deletedAt: '', managers })
const told = (entries: ReturnType<typeof historyEntries>) =>
  entries.map(({ time, what, who }) => [time.slice(0, 10), what, who].filter(Boolean).join(' '))

test('a new credential was created once, however many tell it', () => {
  const credential = credentialOf('a', { createdAt: '2026-03-03T15:40:00Z', createdBy: 'j.lindqvist' })
  const made = write('credenza', '2026-03-03T15:40:00Z', 'data', 'labels', 'type')
  expect(told(historyEntries(credential, secret('2026-03-03T15:40:00Z', made), []))).toEqual([
    '2026-03-03 Created j.lindqvist',
  ])
})

test('a claimed secret was created before it was a credential', () => {
  const credential = credentialOf('a', {
    origin: 'existing',
    createdAt: '2026-05-01T10:00:00Z',
    createdBy: 'm.okafor',
    rotatedAt: '2026-10-27T08:14:00Z',
  })
  const managers = [
    write('kubectl-create', '2026-03-03T15:40:00Z', 'data', 'type'),
    write('kubectl-label', '2026-04-01T00:00:00Z', 'labels', 'annotations', 'owners'),
    write('robot', '2026-10-27T08:14:00Z', 'data'),
  ]
  expect(told(historyEntries(credential, secret('2026-03-03T15:40:00Z', ...managers), []))).toEqual([
    '2026-10-27 Rotated',
    '2026-10-27 Last change of values robot',
    '2026-05-01 Made a credential m.okafor',
    '2026-04-01 Last change of labels, annotations and owners kubectl-label',
    '2026-03-03 Secret created kubectl-create',
  ])
})

test('events and a deletion stand in their order', () => {
  const event: SecretEvent = {
    uid: 'e',
    time: '2026-11-02T00:00:00Z',
    isWarning: true,
    reason: 'UpdateFailed',
    message: 'could not get secret',
    source: 'external-secrets',
    count: 3,
  }
  const deleted = { ...secret('2026-01-01T00:00:00Z'), deletedAt: '2026-11-03T00:00:00Z' }
  const entries = historyEntries(credentialOf('a'), deleted, [event])
  expect(told(entries)).toEqual([
    '2026-11-03 Deletion requested',
    '2026-11-02 UpdateFailed, 3 times external-secrets',
    '2026-01-01 Created',
  ])
  expect(entries[1]).toMatchObject({ said: 'could not get secret', isWarning: true })
})

test('before the secret was read, it is told what the row tells', () => {
  expect(told(historyEntries(credentialOf('a', { rotatedAt: '2026-02-02T00:00:00Z' }), null, []))).toEqual([
    '2026-02-02 Rotated',
    '2026-01-01 Created',
  ])
})
