import { describe, expect, it } from 'vitest'
import { parseLabelSelector, SelectorError } from './label-selector.ts'

const takes = (selector: string, labels: Record<string, string>) =>
  parseLabelSelector(selector)?.(labels) ?? 'everything'

describe('a label selector', () => {
  it.each([
    ['a', { a: '' }, true],
    ['a', {}, false],
    ['!a', {}, true],
    ['a=1', { a: '1' }, true],
    ['a==1', { a: '2' }, false],
    ['a!=1', {}, true],
    ['a!=1', { a: '1' }, false],
    ['a in (1, 2)', { a: '2' }, true],
    ['a notin (1,2)', { a: '3' }, true],
    ['a notin (1,2)', {}, true],
    ['a in ()', { a: '' }, true],
    ['a>1', { a: '2' }, true],
    ['a<1', { a: '2' }, false],
    ['a>1', { a: 'x' }, false],
    ['a,!b,c=1', { a: '', c: '1' }, true],
    ['constructor', {}, false],
    ['!toString', {}, true],
  ])('%s and %j: %j', (selector, labels, taken) => {
    expect(takes(selector, labels)).toBe(taken)
  })

  it('that is empty takes everything', () => {
    expect([parseLabelSelector(''), parseLabelSelector(' ')]).toEqual([null, null])
  })

  it.each(['!!', 'a=b=c', 'a in 1', 'a b', ',', 'a,', 'a=-', '/a', 'a>x'])('refuses %j', (selector) => {
    expect(() => parseLabelSelector(selector)).toThrow(SelectorError)
  })
})
