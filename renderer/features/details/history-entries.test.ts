import { expect, test } from 'vitest'
import { credentialOf } from '../../../shared/credential.fixture.ts'
import type { ActivityWrite } from '../../../shared/activity-writes.ts'
import { noHash, type WriteEnd, type WriteOperation } from '../../../shared/activity.ts'
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

test('a new credential was created once, however many entries report it', () => {
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

test('events and a deletion are in their order', () => {
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

test('before the secret was read, it shows what the row says', () => {
  expect(told(historyEntries(credentialOf('a', { rotatedAt: '2026-02-02T00:00:00Z' }), null, []))).toEqual([
    '2026-02-02 Rotated',
    '2026-01-01 Created',
  ])
})

/** A write by this application in the given second of a day, which took a second. */
function recorded(
  operation: WriteOperation,
  second: number,
  end: WriteEnd | null = 'done',
  uid = 'a',
): ActivityWrite {
  const at = (ms: number) => new Date(Date.UTC(2026, 10, 5) + second * 1000 + ms).toISOString()
  const chained = { previous: noHash, hash: noHash }
  return {
    begun: {
      ...{ ...chained, kind: 'begun', entry: second, time: at(0), version: '1', context: 'c', server: 's' },
      ...{ user: 'm.okafor', operation, changes: [], more: 0, resourceVersion: '1', requestId: '' },
      object: { kind: 'Secret', namespace: 'runai', name: 'a', uid, credential: '' },
    },
    ended: end && {
      ...{ ...chained, kind: 'ended', entry: second + 1, of: second, time: at(900), end, uid: '' },
      ...{ code: end === 'refused' ? 'forbidden' : '', resourceVersion: '', requestId: '' },
    },
  }
}
const second = (count: number) => new Date(Date.UTC(2026, 10, 5) + count * 1000).toISOString()

test('what Credenza did from here is reported with its outcome and user, once', () => {
  const credential = credentialOf('a', {
    createdAt: second(10),
    createdBy: 'm.okafor',
    rotatedAt: second(100),
  })
  const managers = [
    write('credenza', second(100), 'data', 'annotations'),
    write('kubectl', second(101), 'labels'),
  ]
  const writes = [
    recorded('rename', 300, null),
    recorded('release', 200, 'refused'),
    recorded('rotate', 100),
    recorded('create', 10),
    recorded('create', 1, 'done', 'of before'),
  ]
  const entries = historyEntries(credential, secret(second(10), ...managers), [], { writes, clockAhead: 0 })
  expect(entries.map(({ what, who }) => `${what} by ${who}`)).toEqual([
    'Renamed: Unknown by m.okafor',
    'Released: Not allowed by m.okafor',
    'Last change of labels by kubectl',
    'Rotated by m.okafor',
    'Created by m.okafor',
  ])
  expect(entries.map(({ isWarning }) => isWarning)).toEqual([true, true, false, false, false])
})

test('what others did later than a recorded write stays, even if the cluster’s clock differs', () => {
  const credential = credentialOf('a', { createdAt: second(10) })
  const managers = [write('credenza', second(400), 'annotations')]
  const told = (clockAhead: number) =>
    historyEntries(credential, secret(second(10), ...managers), [], {
      writes: [recorded('rename', 100)],
      clockAhead,
    }).map(({ what }) => what)
  expect(told(300_000)).toEqual(['Renamed', 'Created'])
  // From another computer, also by Credenza.
  expect(told(0)).toEqual(['Last change of annotations', 'Renamed', 'Created'])
})
