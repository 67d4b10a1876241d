import { rm } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { momentText } from '../../../shared/age.ts'
import { head, inHistory, row } from '../testing/in-history.ts'

const [first, second, third, fourth] = [
  'p-2026-09-01.csv',
  'p-2026-09-02.csv',
  'p-2026-09-03.csv',
  'p-2026-09-04.csv',
]

describe('a history', () => {
  it('has a point for each snapshot in the order of their times, and what happened between', async () => {
    await inHistory(async ({ write, read, events }) => {
      await write(second, head + row('a', 'Issues found') + row('c'))
      await write(first, head + row('a') + row('b'))
      const history = await read([second, first])
      expect(
        history.points.map(({ file, rows, added, removed, changed }) => [
          file.name,
          rows,
          added,
          removed,
          changed,
        ]),
      ).toEqual([
        [first, 2, 0, 0, 0],
        [second, 2, 1, 1, 1],
      ])
      expect(history.points[1]?.by).toEqual({
        type: [{ value: 'Access key', count: 2 }],
        scope: [{ value: 'Project: a', count: 2 }],
        status: [
          { value: 'Issues', count: 1 },
          { value: 'No issues', count: 1 },
        ],
      })
      expect(history).toMatchObject({ cluster: 'prod', eventCount: 3, notRead: [] })
      const { rows } = await events()
      expect(rows.map(([, what, name, , , , , details]) => [what, name, details])).toEqual([
        ['Disappeared', 'b', ''],
        ['Appeared', 'c', ''],
        ['Changed', 'a', 'Status: No issues → Issues'],
      ])
    })
  })

  // Fault 14 of the window: a history called a rotation “Changed”, and showed its times as raw ISO.
  it('reports new values as a rotation, with times as they are read', async () => {
    await inHistory(async ({ write, read, events, life }) => {
      const titles = 'Credential,Kubernetes name,Namespace,Last rotation,Description\n'
      await write(first, `${titles}a,k-a,n,,\nb,k-b,n,2026-08-01T08:00:00Z,\n`)
      await write(second, `${titles}a,k-a,n,2026-09-01T09:30:00Z,\nb,k-b,n,2026-09-01T09:30:00Z,New\n`)
      await read([first, second])
      const { version, rows } = await events()
      const rotated = momentText('2026-09-01T09:30:00Z')
      expect(rows.map(([, what, name, , , , , details]) => [name, what, details]).sort()).toEqual([
        ['a', 'Rotated', `Rotated: Never → ${rotated}`],
        ['b', 'Changed', `Rotated: ${momentText('2026-08-01T08:00:00Z')} → ${rotated}; Description: – → New`],
      ])
      const { events: own } = await life(
        version,
        rows.findIndex((cells) => cells[2] === 'a'),
      )
      expect(own.map(({ kind }) => kind)).toEqual(['there', 'rotated'])
      expect(own[1]?.changes).toEqual([
        { title: 'Rotated', id: 'rotatedAt', before: '', after: '2026-09-01T09:30:00Z' },
      ])
    })
  })

  it('reports the life of a credential from its first to its last appearance', async () => {
    await inHistory(async ({ write, read, events, life }) => {
      await write(first, head + row('a') + row('b'))
      await write(second, head + row('b'))
      await write(third, head + row('a') + row('b'))
      await write(fourth, head + row('a', 'Issues found'))
      await read([first, second, third, fourth])
      const { version, rows } = await events()
      const of = async (name: string) => {
        const { events: own } = await life(
          version,
          rows.findIndex((cells) => cells[2] === name),
        )
        return own.map(({ kind, file }) => [kind, file.name])
      }
      expect(await of('a')).toEqual([
        ['there', first],
        ['disappeared', second],
        ['reappeared', third],
        ['changed', fourth],
      ])
      expect(await of('b')).toEqual([
        ['there', first],
        ['disappeared', fourth],
      ])
    })
  })

  it('says that a credential is there to the end if nothing happened since', async () => {
    await inHistory(async ({ write, read, events, life }) => {
      await write(first, head + row('z'))
      await write(second, head + row('z') + row('a'))
      await write(third, head + row('z') + row('a'))
      await read([first, second, third])
      const { version } = await events()
      const { name, events: own } = await life(version, 0)
      expect(name).toBe('a')
      expect(own.map(({ kind, file }) => [kind, file.name])).toEqual([
        ['appeared', second],
        ['there', third],
      ])
    })
  })

  it('ends the life of a credential where it disappeared, however many snapshots follow', async () => {
    await inHistory(async ({ write, read, events, life }) => {
      await write(first, head + row('z') + row('a'))
      await write(second, head + row('z'))
      await write(third, head + row('z'))
      await read([first, second, third])
      const { version } = await events()
      const { events: own } = await life(version, 0)
      expect(own.map(({ kind, file }) => [kind, file.name])).toEqual([
        ['there', first],
        ['disappeared', second],
      ])
    })
  })

  it('starts again if a file was added in between, changed or went', async () => {
    await inHistory(async ({ at, write, read }) => {
      await write(first, head + row('a'))
      await write(third, head + row('a'))
      expect((await read([first, third])).eventCount).toBe(0)
      await write(second, head + row('b'))
      expect((await read([first, second, third])).eventCount).toBe(4)
      await rm(at(second))
      const history = await read([first, second, third])
      expect(history.eventCount).toBe(0)
      expect(history.notRead.map(({ file, failure }) => [file.name, failure.code])).toEqual([
        [second, 'file-unreadable'],
      ])
    })
  })

  it('reports what can’t be read and goes on', async () => {
    await inHistory(async ({ write, read }) => {
      await write(first, head + row('a'))
      await write(second, '%PDF-1.7')
      await write(third, head + row('b'))
      const { points, eventCount, notRead } = await read([first, second, third])
      expect(points.map(({ file }) => file.name)).toEqual([first, third])
      expect(eventCount).toBe(2)
      expect(notRead.map(({ failure }) => failure.code)).toEqual(['csv-other-kind'])
    })
  })

  it('keeps clusters apart: by their column, else by the name of the file', async () => {
    await inHistory(async ({ write, read, events }) => {
      await write(first, head + row('a') + row('a', 'No issues found', 'test'))
      await write(second, head + row('a') + row('b', 'No issues found', 'test'))
      await write('other-2026-09-01.csv', 'Credential\nx\n')
      await write(third, head + row('c'))
      const names = [first, second, third, 'other-2026-09-01.csv']
      const history = await read(names)
      expect(history.clusters).toEqual([
        { name: 'prod', snapshots: 3 },
        { name: 'test', snapshots: 2 },
        { name: 'other', snapshots: 1 },
      ])
      expect([history.cluster, history.eventCount]).toEqual(['prod', 2])
      const test = await read(names, 'test')
      expect(test.points.map(({ rows }) => rows)).toEqual([1, 1])
      expect((await events()).rows.map(([, what, name]) => [what, name])).toEqual([
        ['Disappeared', 'a'],
        ['Appeared', 'b'],
      ])
    })
  })

  it('takes a snapshot without rows for one of the only cluster that there is', async () => {
    await inHistory(async ({ write, read }) => {
      await write(first, head + row('a'))
      await write('empty-2026-09-05.csv', head)
      const { clusters, points } = await read([first, 'empty-2026-09-05.csv'])
      expect(clusters).toEqual([{ name: 'prod', snapshots: 2 }])
      expect(points[1]).toMatchObject({ rows: 0, removed: 1 })
    })
  })

  it('counts a value by any name, also one that objects have themselves', async () => {
    await inHistory(async ({ write, read }) => {
      await write(first, `${head}a,__proto__,constructor,toString,k,n,prod\n`)
      const { points } = await read([first])
      expect(points[0]?.by.type).toEqual([{ value: '__proto__', count: 1 }])
    })
  })
})
