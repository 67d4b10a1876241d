import { expect, test } from 'vitest'
import { isFound, type ContextEntry } from './context-entry.ts'

const entry: ContextEntry = {
  context: {
    name: 'arn:aws:eks:eu-1:prod',
    cluster: 'eks-prod',
    server: 'https://api.prod.halden.io',
    user: 'm.okafor',
    namespace: 'runai-llm',
    file: '/home/m/.kube/eks',
    protection: 'verified',
    problem: null,
  },
  name: 'Production',
  isOpen: false,
  isReadOnly: false,
  detail: '',
  state: null,
  file: '~/.kube/eks',
  keys: '',
}

test.each(['', 'produ', 'ARN:AWS', 'eks-prod', 'halden.io', 'okafor', 'runai-llm', '.kube/eks'])(
  '“%s” finds a context by something of it',
  (search) => expect(isFound(entry, search)).toBe(true),
)

test('an accent that is or isn’t typed doesn’t hide a context', () => {
  expect(isFound({ ...entry, name: 'Łódź' }, 'lodz')).toBe(true)
  expect(isFound(entry, 'Pródüction')).toBe(true)
})

test('all words of a search must be there, in any order', () => {
  expect(isFound(entry, 'okafor  production')).toBe(true)
  expect(isFound(entry, 'okafor staging')).toBe(false)
})
