import { expect, test } from 'vitest'
import type { ContextList } from '../../../shared/contract/contexts.ts'
import { contextToOpen } from './context-to-open.ts'

const context = (name: string, isBroken = false) => ({
  name,
  cluster: name,
  server: 'https://example.org',
  user: 'bob',
  namespace: 'default',
  file: '/k/config',
  protection: 'verified' as const,
  problem: isBroken
    ? ({ code: 'context-dangling', context: name, kind: 'user', name: 'bob', file: '/k/config' } as const)
    : null,
})
const list = (parts: Partial<ContextList>): ContextList => ({
  places: [],
  failures: [],
  contexts: [],
  current: null,
  problem: null,
  isUsual: true,
  recent: [],
  sandbox: null,
  ...parts,
})

test('the context that was asked for or is current is opened', () => {
  expect(contextToOpen(list({ contexts: [context('a'), context('b')], current: 'b' }), 'a')).toBe('b')
})

test('without a current one, the last one is opened if it still can be', () => {
  const contexts = [context('a'), context('b'), context('c', true)]
  expect(contextToOpen(list({ contexts }), 'b')).toBe('b')
  expect(contextToOpen(list({ contexts }), 'gone')).toBe('')
  expect(contextToOpen(list({ contexts }), 'c')).toBe('')
})

test('the only context there is needs no question', () => {
  expect(contextToOpen(list({ contexts: [context('a')] }), '')).toBe('a')
  const problem = { code: 'context-unset' as const, known: ['a'], files: ['/k/config'] }
  expect(contextToOpen(list({ contexts: [context('a')], problem }), '')).toBe('a')
})

test('if the requested one does not exist, nothing else is opened instead', () => {
  const problem = { code: 'context-unknown', context: 'x', file: '', known: ['a'] } as const
  expect(contextToOpen(list({ contexts: [context('a')], problem: { ...problem, known: ['a'] } }), 'a')).toBe(
    '',
  )
})

test('a user without a kubeconfig who had the sandbox open last comes back to it', () => {
  expect(contextToOpen(list({ sandbox: 'sandbox' }), 'sandbox')).toBe('sandbox')
  expect(contextToOpen(list({ sandbox: 'sandbox' }), '')).toBe('')
  expect(contextToOpen(list({ contexts: [context('a')], sandbox: 'sandbox' }), 'sandbox')).toBe('a')
})
