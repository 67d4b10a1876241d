import { expect, test } from 'vitest'
import type { Copies } from '../../../shared/credential.ts'
import { copiesSummary, copyBars, copyRows } from './copies-rows.ts'

const places = (...some: string[]) => ({ count: some.length, some })
const copies = (parts: Partial<Copies>): Copies => ({
  there: places(),
  missing: places(),
  differing: places(),
  older: places(),
  outOfReach: places(),
  withValuesInAnnotation: places(),
  ...parts,
})

test('copies that are as they should be are counted and not listed', () => {
  const good = copies({ there: { count: 14, some: ['a', 'b'] } })
  expect(copyRows(good)).toEqual({ rows: [], unnamed: 0 })
  expect(copyBars(good)).toEqual([{ state: 'there', count: 14 }])
  expect(copiesSummary(good)).toEqual({ short: '14', long: '14 of 14 projects are up to date' })
})

test('what is missing, differs or is older is named once', () => {
  const wrong = copies({
    there: { count: 13, some: ['b', 'c', 'd'] },
    missing: places('a'),
    differing: places('b'),
    older: places('b', 'c'),
  })
  expect(copyRows(wrong).rows).toEqual([
    { namespace: 'a', state: 'missing' },
    { namespace: 'b', state: 'differing' },
    { namespace: 'c', state: 'older' },
  ])
  expect(copyBars(wrong)).toEqual([
    { state: 'there', count: 11 },
    { state: 'differing', count: 1 },
    { state: 'older', count: 1 },
    { state: 'missing', count: 1 },
  ])
  expect(copiesSummary(wrong)).toEqual({ short: '11 of 14', long: '11 of 14 projects are up to date' })
})

test('those that have no name here are counted, and a copy out of scope does not count as expected', () => {
  const many = copies({
    there: { count: 3, some: ['x', 'y', 'z'] },
    missing: { count: 12, some: ['a', 'b'] },
    outOfReach: places('z'),
  })
  expect(copyRows(many).unnamed).toBe(10)
  expect(copiesSummary(many).long).toBe('2 of 14 projects are up to date')
  expect(copiesSummary(copies({})).long).toBe('There are no copies')
})
