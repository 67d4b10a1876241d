import { expect, test } from 'vitest'
import type { Rights } from '../../../shared/contract/wizard.ts'
import { scopeRefusal, sourceRefusal } from './write-refusal-text.ts'

const rights = (allowed: readonly string[], reason = ''): Rights => {
  const right = (verb: string) => ({ allowed: allowed.includes(verb), reason })
  return { namespace: 'llm-eval', create: right('create'), patch: right('patch'), get: right('get') }
}

test('the verb that is missing is named, with where', () => {
  expect(sourceRefusal(rights(['patch', 'get']), 'new')).toBe(
    'You can’t create secrets in llm-eval. Ask your administrator for the verb create on secrets.',
  )
  expect(sourceRefusal(rights(['create', 'get']), 'existing')).toContain('can’t patch secrets in llm-eval')
  expect(sourceRefusal(rights(['create', 'patch']), 'existing')).toContain('can’t get secrets in llm-eval')
})

test('a scope is only closed if neither source can be used', () => {
  expect(scopeRefusal(rights(['create']))).toBe('')
  expect(scopeRefusal(rights(['patch', 'get']))).toBe('')
  expect(scopeRefusal(rights(['get']))).toContain('can’t create or patch secrets in llm-eval')
  expect(scopeRefusal(rights(['patch']))).toContain('can’t create or get secrets')
})

test('the cluster’s own reason is reported, and nothing is claimed about what is unknown', () => {
  expect(scopeRefusal(rights([], 'no policy matched'))).toContain('No policy matched.')
  expect(scopeRefusal(null)).toBe('')
  expect(sourceRefusal(null, 'new')).toBe('')
})
