import { expect, test } from 'vitest'
import type { ContextList, ContextSummary } from '../../../shared/contract/contexts.ts'
import { driftOf } from './context-drift.ts'

const context: ContextSummary = {
  name: 'prod',
  cluster: 'prod',
  server: 'https://api.example.org:443/',
  user: 'bob',
  namespace: 'default',
  file: '/k/config',
  protection: 'verified',
  problem: null,
}
const opened = { cluster: 'prod', server: 'https://api.example.org', user: 'bob' }
const list = (...contexts: ContextSummary[]): ContextList => ({
  places: [],
  failures: [],
  contexts,
  current: null,
  problem: null,
  isUsual: true,
  recent: [],
  sandbox: 'sandbox',
})

test('the same cluster and user are no change, however their address is written', () => {
  expect(driftOf(list(context), 'prod', opened)).toBeNull()
  expect(driftOf(list({ ...context, namespace: 'other' }), 'prod', opened)).toBeNull()
})

test.each([{ server: 'https://other.example.org' }, { user: 'root' }, { cluster: 'other' }])(
  'another %o under the same name is one',
  (change) => expect(driftOf(list({ ...context, ...change }), 'prod', opened)).toBe('changed'),
)

test('a context that the kubeconfig no longer names is gone', () => {
  expect(driftOf(list(), 'prod', opened)).toBe('gone')
})

test('nothing is reported before something is open, nor for the sandbox, which is in no file', () => {
  expect(driftOf(list(), 'prod', null)).toBeNull()
  expect(driftOf(list(), 'sandbox', opened)).toBeNull()
  expect(driftOf(null, 'prod', opened)).toBeNull()
})
