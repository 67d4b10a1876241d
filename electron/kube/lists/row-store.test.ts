import { describe, expect, it } from 'vitest'
import { systemClock } from '../../base/clock.ts'
import { isNewer } from './resource-version.ts'
import { createRowStore } from './row-store.ts'
import type { KubeRow } from '../core/kube-row.ts'
import { createRowReader } from '../core/kube-row.ts'
import { tableRow } from '../testing/kube-samples.ts'
import { until } from '../testing/loopback-server.ts'

const read = createRowReader([])
const row = (uid: string, version: string) => read(tableRow(uid, version)) as KubeRow

function follow() {
  const told: string[] = []
  let calls = 0
  const known = createRowStore({
    clock: systemClock,
    onRows: (rows, { listing }) => {
      calls += 1
      told.push(
        ...rows.map(({ uid, resourceVersion }) => `${listing ? 'list' : 'change'} ${uid}@${resourceVersion}`),
      )
    },
    onRemoved: (uids) => {
      calls += 1
      told.push(...uids.map((uid) => `gone ${uid}`))
    },
  })
  return { known, told, calls: () => calls }
}

describe('reporting only what differs', () => {
  it('reports a later list only where it differs from what was reported', () => {
    const { known, told } = follow()
    const first = known.startList(true)
    first.take([row('a', '1'), row('b', '2'), row('c', '3')], 1)
    first.finish('3')
    first.end()
    told.length = 0
    const second = known.startList(false)
    second.take([row('a', '1'), row('b', '5'), row('d', '6')], 1)
    second.finish('6')
    second.end()
    expect(told).toEqual(['change b@5', 'change d@6', 'gone c'])
  })

  it('counts only the last pass of a list that started over', () => {
    const { known, told } = follow()
    const list = known.startList(true)
    list.take([row('a', '1'), row('b', '2')], 1)
    list.take([row('b', '2'), row('c', '3')], 2)
    list.finish('3')
    expect(told).toEqual(['list a@1', 'list b@2', 'list c@3', 'gone a'])
  })

  it('lets changes that come while a list runs win over the list', async () => {
    const { known, told } = follow()
    const first = known.startList(true)
    first.take([row('a', '1'), row('b', '2')], 1)
    first.finish('2')
    first.end()
    told.length = 0
    const list = known.startList(false)
    known.take([
      { type: 'deleted', row: row('a', '10') },
      { type: 'modified', row: row('b', '11') },
      { type: 'added', row: row('new', '12') },
    ])
    list.take([row('a', '1'), row('b', '2')], 1)
    list.finish('9')
    list.end()
    await until(() => told.length >= 3)
    expect(told).toEqual(['gone a', 'change b@11', 'change new@12'])
  })

  it('reports a burst of changes in few calls, each row once in its last state', async () => {
    const { known, told, calls } = follow()
    for (let version = 1; version <= 500; version += 1) {
      known.take([{ type: 'modified', row: row('a', String(version)) }])
      known.take([{ type: 'added', row: row(`b${version}`, String(version)) }])
      if (version % 2 === 0) known.take([{ type: 'deleted', row: row(`b${version}`, String(version)) }])
    }
    await until(() => told.length > 0)
    expect(calls()).toBeLessThanOrEqual(2)
    expect(told).toContain('change a@500')
    expect(told.filter((text) => text.startsWith('change b'))).toHaveLength(250)
  })

  it('does not go back to an older version', async () => {
    const { known, told } = follow()
    known.take([{ type: 'modified', row: row('a', '10') }])
    known.take([{ type: 'modified', row: row('a', '9') }])
    await until(() => told.length > 0)
    expect(told).toEqual(['change a@10'])
  })
})

it('compares versions as numbers', () => {
  expect(isNewer('10', '9')).toBe(true)
  expect(isNewer('9', '10')).toBe(false)
  expect(isNewer('9007199254740993', '9007199254740992')).toBe(true)
  expect(isNewer('a', 'a')).toBe(false)
  expect(isNewer('b', 'a')).toBe(true)
})
