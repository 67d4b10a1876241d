import { expect, test } from 'vitest'
import { tellEvent } from './tell-event.ts'
import { tellRow, tellWhole } from './tell-secret.ts'

const marker = 'SECRET-VALUE'
const base64 = (text: string) => Buffer.from(text).toString('base64')
const managedFields = [
  {
    manager: 'kubectl-create',
    operation: 'Update',
    time: '2026-01-01T00:00:00Z',
    fieldsV1: { 'f:data': { '.': {}, 'f:Password': {} }, 'f:type': {} },
  },
  {
    manager: 'external-secrets',
    operation: 'Apply',
    time: 'never',
    fieldsV1: { 'f:metadata': { 'f:labels': {}, 'f:ownerReferences': {} }, 'f:immutable': {} },
  },
]
const metadata = {
  uid: 'u',
  resourceVersion: '7',
  creationTimestamp: '2026-01-01T00:00:00Z',
  labels: { 'run.ai/resource': 'password', odd: 7 },
  annotations: { 'kubectl.kubernetes.io/last-applied-configuration': marker },
  finalizers: ['example.com/hold', 7],
  ownerReferences: [
    { apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret', name: 'harbor', uid: 'x' },
  ],
  managedFields,
}

test('a whole secret is reported with the sizes of its values, and no value', () => {
  const data = { Password: base64(`${marker}-1`), bytes: base64('\u0000\u0001'), empty: '' }
  const told = tellWhole({ metadata, data, type: 'Opaque', immutable: true })
  expect(JSON.stringify(told)).not.toMatch(new RegExp(`${marker}|${base64(marker).slice(0, 12)}`))
  expect(told).toMatchObject({
    secretType: 'Opaque',
    isImmutable: true,
    keyCount: 3,
    keys: [
      { name: 'Password', size: 14 },
      { name: 'bytes', size: 2 },
      { name: 'empty', size: 0 },
    ],
    annotations: [{ key: 'kubectl.kubernetes.io/last-applied-configuration', size: 12 }],
    finalizers: ['example.com/hold'],
    owners: [{ group: 'external-secrets.io', kind: 'ExternalSecret', name: 'harbor' }],
    managers: [
      { manager: 'kubectl-create', time: '2026-01-01T00:00:00Z', parts: ['data', 'type'] },
      { manager: 'external-secrets', operation: 'Apply', time: '', parts: ['other', 'labels', 'owners'] },
    ],
    unread: null,
  })
})

test('a row has the names of keys as far as field managers know them, and their number', () => {
  const unread = { code: 'connection-unsafe', context: 'c', server: 's', protection: 'unencrypted' } as const
  const told = tellRow({ object: { metadata }, cells: ['harbor', 'Opaque', 2, '1d'] }, unread)
  expect(told).toMatchObject({ secretType: 'Opaque', isImmutable: null, keyCount: 2, unread })
  expect(told?.keys).toEqual([{ name: 'Password', size: null }])
})

test('what is reported is bounded, and what is left out is counted', () => {
  const many = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, 'eA==']))
  const told = tellWhole({
    metadata: { uid: 'u', labels: many(900), annotations: many(900) },
    data: many(6000),
  })
  expect(told).toMatchObject({ labelCount: 900, annotationCount: 900, keyCount: 6000 })
  expect([told?.labels.length, told?.annotations.length, told?.keys.length]).toEqual([500, 500, 5000])
})

test('what isn’t a secret is not reported', () => {
  for (const answer of [null, [], 'text', {}, { metadata: 7 }, { metadata: { uid: '' } }])
    expect(tellWhole(answer)).toBeNull()
  expect(tellWhole({ metadata: { uid: 'u', managedFields: 'x', labels: [] }, data: 'x' })).toMatchObject({
    keyCount: 0,
    managers: [],
    labels: [],
  })
})

test('an event is reported by the fields of either API', () => {
  expect(
    tellEvent({
      metadata: { uid: 'e' },
      type: 'Warning',
      reason: 'UpdateFailed',
      message: 'could not get secret',
      source: { component: 'external-secrets' },
      firstTimestamp: '2026-01-01T00:00:00Z',
      lastTimestamp: '2026-01-02T00:00:00Z',
      count: 3,
    }),
  ).toEqual({
    uid: 'e',
    time: '2026-01-02T00:00:00Z',
    isWarning: true,
    reason: 'UpdateFailed',
    message: 'could not get secret',
    source: 'external-secrets',
    count: 3,
  })
  const newer = tellEvent({
    eventTime: '2026-01-01T00:00:00.000000Z',
    series: { count: 5, lastObservedTime: '2026-01-03T00:00:00.000000Z' },
    lastTimestamp: null,
    reportingComponent: 'sealed-secrets',
  })
  expect(newer).toMatchObject({ time: '2026-01-03T00:00:00.000000Z', count: 5, source: 'sealed-secrets' })
  expect(tellEvent({ reason: 'without a time' })).toBeNull()
})
