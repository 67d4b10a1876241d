import { expect, test } from 'vitest'
import type { HistoryPoint } from '../../../../shared/snapshot.ts'
import { groupsOf } from './history-text.ts'

const point = (by: HistoryPoint['by']): HistoryPoint => ({
  file: { id: 'f', name: 'f.csv', folder: '/' },
  at: '2026-01-01T00:00:00Z',
  rows: 0,
  isCut: false,
  by,
  added: 0,
  removed: 0,
  changed: 0,
})

const counts = (...of: [string, number][]) => of.map(([value, count]) => ({ value, count }))

test('groups are in the order of the newest counts, and what is gone by now comes last', () => {
  const points = [
    point({ type: counts(['Old', 900], ['Password', 1]) }),
    point({ type: counts(['Password', 5], ['Access key', 9]) }),
    point({}),
  ]
  expect(groupsOf(points, 'type').map(({ key }) => key)).toEqual(['Old', 'Access key', 'Password'])
})

test('a column that no file has gives no groups, and values of no word are reported as empty', () => {
  expect(groupsOf([point({ type: counts(['a', 1]) })], 'scope')).toEqual([])
  expect(groupsOf([point({ type: counts(['', 1]) })], 'type')).toEqual([{ key: '', label: 'Empty' }])
})
