import { describe, expect, test } from 'vitest'
import { arrangedColumns, columnsToKeep, laidOutColumns } from './laid-out-columns.ts'

const all = ['name', 'type', 'scope', 'age', 'owner']
const usual = ['name', 'type', 'scope']

describe('the columns of a table', () => {
  test('are the usual ones until someone lays them out', () => {
    expect(laidOutColumns(all, usual, undefined)).toEqual(usual)
    expect(laidOutColumns(all, usual, { columns: [], hidden: [] })).toEqual(usual)
  })

  test('are again as they were laid out', () => {
    for (const shown of [['name'], ['name', 'scope', 'type'], ['name', 'owner', 'scope']]) {
      expect(laidOutColumns(all, usual, columnsToKeep(usual, shown))).toEqual(shown)
    }
  })

  test('leave out what is gone, and show what came since', () => {
    const kept = columnsToKeep(['name', 'old', 'scope'], ['name', 'old', 'age'])
    expect(laidOutColumns(all, usual, kept)).toEqual(['name', 'age', 'type'])
    expect(laidOutColumns(all, usual, { columns: ['old', 'older'], hidden: ['type'] })).toEqual(usual)
  })

  test('always have the first one first', () => {
    expect(laidOutColumns(all, usual, { columns: ['scope', 'name', 'scope'], hidden: ['type'] })).toEqual([
      'name',
      'scope',
    ])
    expect(laidOutColumns(all, usual, { columns: ['scope'], hidden: ['name', 'type'] })).toEqual([
      'name',
      'scope',
    ])
  })

  test('are not kept beyond what the settings take', () => {
    const many = Array.from({ length: 1000 }, (_, at) => `c${at}`)
    expect(columnsToKeep(many, many).columns).toHaveLength(300)
    expect(columnsToKeep(many, ['c0']).hidden).toHaveLength(300)
  })
})

test('columns that a panel covers keep their place while the others are moved or hidden', () => {
  expect(arrangedColumns(all, ['name', 'scope', 'owner'], ['name', 'owner', 'scope'])).toEqual([
    'name',
    'type',
    'owner',
    'age',
    'scope',
  ])
  expect(arrangedColumns(all, ['name', 'scope', 'owner'], ['name', 'owner'])).toEqual([
    'name',
    'type',
    'owner',
    'age',
  ])
})
