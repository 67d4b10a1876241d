import { expect, test } from 'vitest'
import type { Snapshot } from '../snapshot.ts'
import { bytesText } from '../number-text.ts'
import { clustersText } from './snapshot-text.ts'

test('bytes are shown as in file managers', () => {
  expect([0, 1, 999, 1000, 12_345, 1_250_000, 3_400_000_000].map(bytesText)).toEqual([
    '0 bytes',
    '1 byte',
    '999 bytes',
    '1.0 kB',
    '12 kB',
    '1.3 MB',
    '3.4 GB',
  ])
})

test('the clusters of a snapshot are named, many of them by how they begin', () => {
  const of = (clusters: string[], clusterCount = clusters.length) =>
    clustersText({ clusters, clusterCount } as Snapshot)
  expect(of([])).toBe('')
  expect(of(['a'])).toBe('a')
  expect(of(['a', 'b'])).toBe('a and b')
  expect(of(['a', 'b', 'c'], 25)).toBe('a, b and 23 more')
})
