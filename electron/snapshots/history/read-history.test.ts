import { describe, expect, it } from 'vitest'
import { head, inHistory, row } from '../testing/in-history.ts'

const [first, second, third] = ['p-2026-09-01.csv', 'p-2026-09-02.csv', 'p-2026-09-03.csv']

describe('a series', () => {
  it('reads only what changed since the last time, and the neighbours of that', async () => {
    await inHistory(async ({ write, read, readFiles }) => {
      const names = Array.from({ length: 12 }, (_, day) => `p-2026-09-${String(day + 10)}.csv`)
      for (const [day, name] of names.entries()) await write(name, head + row('a') + row(`b${day % 3}`))
      const before = await read(names)
      expect(readFiles()).toEqual(names)
      expect(await read(names)).toEqual(before)
      expect(readFiles()).toEqual([])
      // A new file at the end, and a changed one in the middle.
      await write('p-2026-09-30.csv', head + row('a'))
      await read([...names, 'p-2026-09-30.csv'])
      expect(readFiles()).toEqual(['p-2026-09-30.csv', names[11]])
      await write(names[5] ?? '', head + row('a') + row('changed'))
      const after = await read(names)
      expect(readFiles().toSorted()).toEqual([names[4], names[5], names[6]])
      expect(after.eventCount).toBe(before.eventCount)
    })
  })

  it('keeps for the next time what was read before a cancel', async () => {
    await inHistory(async ({ write, read, readFiles, cancelAfter }) => {
      const names = Array.from({ length: 8 }, (_, day) => `p-2026-09-${String(day + 10)}.csv`)
      for (const name of names) await write(name, head + row('a'))
      cancelAfter(5)
      await expect(read(names)).rejects.toThrow('cancelled')
      expect(readFiles()).toHaveLength(5)
      expect((await read(names)).points).toHaveLength(8)
      // At most the last one is read again to be compared.
      expect(readFiles().length).toBeLessThanOrEqual(5)
    })
  })

  it('shows a file that is cut and compares it with nothing, so that nothing disappears', async () => {
    await inHistory(async ({ write, read, events }) => {
      await write(first, head + row('a') + row('b') + row('c'))
      await write(second, (head + row('a') + row('b') + row('c')).slice(0, -40))
      await write(third, head + row('a') + row('b') + row('d'))
      const { points, eventCount } = await read([first, second, third])
      expect(points.map(({ rows, isCut, removed }) => [rows, isCut, removed])).toEqual([
        [3, false, 0],
        [3, true, 0],
        [3, false, 1],
      ])
      expect(eventCount).toBe(2)
      expect((await events()).rows.map(([, what, name]) => [what, name])).toEqual([
        ['Disappeared', 'c'],
        ['Appeared', 'd'],
      ])
    })
  })

  it('leaves out what Credenza wrote besides snapshots', async () => {
    await inHistory(async ({ write, read }) => {
      await write(first, head + row('a'))
      await write('changes-2026-09-02.csv', 'Change,Changed columns,Credential\r\nAdded,,b\r\n')
      await write('history-2026-09-02.csv', 'When,What,Credential\r\n2026-09-01T00:00:00Z,Appeared,b\r\n')
      await write(third, head + row('a'))
      const { points, eventCount, leftOut } = await read([
        first,
        'changes-2026-09-02.csv',
        'history-2026-09-02.csv',
        third,
      ])
      expect([points.length, eventCount]).toEqual([2, 0])
      expect(leftOut.map(({ file, holds }) => [file.name, holds])).toEqual([
        ['changes-2026-09-02.csv', 'changes'],
        ['history-2026-09-02.csv', 'events'],
      ])
    })
  })

  it('does not take another program’s file for a snapshot, in which everything would have disappeared', async () => {
    await inHistory(async ({ write, read }) => {
      await write(first, head + row('a'))
      await write('prices-2026-09-02.csv', 'item,price\napple,2\n')
      await write('template-2026-09-04.csv', 'item,price\n')
      await write(third, head + row('a'))
      const { points, clusters, eventCount, leftOut } = await read([
        first,
        'prices-2026-09-02.csv',
        third,
        'template-2026-09-04.csv',
      ])
      expect([points.length, clusters.length, eventCount]).toEqual([2, 1, 0])
      expect(leftOut.map(({ file, holds }) => [file.name, holds])).toEqual([
        ['prices-2026-09-02.csv', 'unknown'],
        ['template-2026-09-04.csv', 'unknown'],
      ])
    })
  })

  it('distinguishes contexts of one cluster if several have files', async () => {
    await inHistory(async ({ write, read }) => {
      const of = (id: string, day: number) => `credentials-prod~${id}-2026-09-0${day}-080000+0000.csv`
      await write('credentials-prod-2026-09-01-080000.csv', head + row('a'))
      await write(of('00000001', 2), head + row('a'))
      const one = ['credentials-prod-2026-09-01-080000.csv', of('00000001', 2)]
      expect((await read(one)).clusters).toEqual([{ name: 'prod', snapshots: 2 }])
      await write(of('00000002', 2), head + row('b'))
      await write(of('00000002', 3), head + row('b'))
      const { clusters, eventCount } = await read([...one, of('00000002', 2), of('00000002', 3)])
      expect(clusters).toEqual([
        { name: 'prod ~00000002', snapshots: 2 },
        { name: 'prod', snapshots: 1 },
        { name: 'prod ~00000001', snapshots: 1 },
      ])
      expect(eventCount).toBe(0)
    })
  })
})
