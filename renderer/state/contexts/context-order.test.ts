import { expect, test } from 'vitest'
import { recentFirst, withOpened } from './context-order.ts'

const named = (...names: string[]) => names.map((name) => ({ name }))

test('contexts that were opened last come first, the others as the kubeconfig has them', () => {
  const ordered = recentFirst(named('a', 'b', 'c', 'd'), ['c', 'gone', 'a'])
  expect(ordered.map(({ name }) => name)).toEqual(['c', 'a', 'b', 'd'])
})

test('what is opened is remembered once, first, and the oldest is forgotten', () => {
  expect(withOpened(['a', 'b'], 'b')).toEqual(['b', 'a'])
  const many = Array.from({ length: 50 }, (_, at) => `c${at}`)
  const next = withOpened(many, 'new')
  expect(next).toHaveLength(50)
  expect(next[0]).toBe('new')
  expect(next).not.toContain('c49')
})
