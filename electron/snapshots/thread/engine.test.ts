import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterEach, describe, expect, it } from 'vitest'
import { createTableEngine } from './engine.ts'
import { startTableThread } from './start-thread.ts'
import type { TableEngine } from '../protocol/table-engine.ts'
import { inFolder } from '../../base/testing/in-folder.ts'
import { failureFrom, selectionOf } from '../testing/read-text.ts'

const worker = new URL('./worker.ts', import.meta.url)
let engine: TableEngine | null = null
let startedThreads = 0

function start(limit?: number, instead: () => Worker | null = () => null): TableEngine {
  startedThreads = 0
  engine = createTableEngine({
    startWorker: () => {
      startedThreads += 1
      return instead() ?? startTableThread(worker, limit)
    },
  })
  return engine
}

afterEach(() => engine?.end())

const { signal: never } = new AbortController()
const fileOf = (path: string) => ({
  path,
  file: { id: 'f', name: path.split('/').at(-1) ?? '', folder: '/' },
})
const openIn = (
  own: TableEngine,
  table: string,
  path: string,
  signal = never,
  onProgress: (progress: unknown) => void = () => undefined,
) => own.open({ ...fileOf(path), table, evenIfLarge: true, onProgress, signal })

const line = (name: number) =>
  `name ${name},kubernetes-${name},namespace ${name % 100},some more text ${name}\n`
const large = (rows: number) =>
  `Credential,Kubernetes name,Namespace,Note\n${Array.from({ length: rows }, (_, name) => line(name)).join('')}`

describe('the thread', () => {
  it('opens, selects, compares and writes', async () => {
    await inFolder(async (folder) => {
      const own = start()
      const path = join(folder, 'small.csv')
      await writeFile(path, large(10))
      const opened = await openIn(own, 'a', path)
      expect(opened).toMatchObject({ kind: 'opened', snapshot: { rows: 10 } })
      await own.put({
        table: 'b',
        columns: ['name', 'kubernetesName', 'namespace'],
        rows: [['x', 'kubernetes-1', 'namespace 1']],
      })
      const { selected, version } = await own.select('a', selectionOf(4, { search: '7' }))
      expect(selected).toBe(1)
      expect(await own.rows('a', { version, from: 0, count: 5 })).toEqual([
        { id: 7, cells: ['name 7', 'kubernetes-7', 'namespace 7', 'some more text 7'] },
      ])
      expect(await own.rows('a', { version: version + 1, from: 0, count: 5 })).toEqual([])
      expect(await own.ids('a', { version, from: 0, count: 5 })).toEqual([7])
      expect(await own.ids('a', { version: version + 1, from: 0, count: 5 })).toEqual([])
      const side = { kind: 'table', name: '', at: '2026-09-27T00:00:00Z', rows: 0, sha256: '' } as const
      const comparison = await own.compare({
        table: 'c',
        before: { table: 'a', side },
        after: { table: 'b', side },
        signal: never,
      })
      expect(comparison.counts).toEqual({ added: 0, removed: 9, changed: 1, unchanged: 0, unmatched: 0 })
      own.close('a')
      own.close('b')
      let text = ''
      for await (const piece of own.write({
        table: 'c',
        selection: selectionOf(1, { changes: ['changed'] }),
        as: 'csv',
        signal: never,
      }))
        text += piece.text
      expect(text.split('\r\n')[1]).toBe('Changed,Credential,x,name 1')
      expect(await failureFrom(own.facets('a', 0))).toEqual({ code: 'table-not-open', table: 'a' })
    })
  })

  it('is not started before it is needed, and passes failures on', async () => {
    const own = start()
    own.close('nothing')
    expect(startedThreads).toBe(0)
    expect(await failureFrom(openIn(own, 'a', '/nowhere/x.csv'))).toEqual({
      code: 'file-unreadable',
      file: 'x.csv',
      reason: 'ENOENT',
    })
    expect(startedThreads).toBe(1)
  })

  it('answers for one table while it reads another, reports how far it is, and is cancelled within a moment', async () => {
    await inFolder(async (folder) => {
      const own = start()
      await writeFile(join(folder, 'small.csv'), large(10))
      await writeFile(join(folder, 'large.csv'), large(600_000))
      await openIn(own, 'small', join(folder, 'small.csv'))
      const stop = new AbortController()
      const reason = new Error('left')
      const told: { bytes: number; of: number; rows: number }[] = []
      let isRead = false
      const reading = openIn(own, 'large', join(folder, 'large.csv'), stop.signal, (progress) =>
        told.push(progress as (typeof told)[number]),
      ).finally(() => (isRead = true))
      reading.catch(() => undefined)
      while (told.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
      const { version } = await own.select('small', selectionOf(4))
      expect(await own.rows('small', { version, from: 0, count: 3 })).toHaveLength(3)
      expect(isRead).toBe(false)
      expect(told[0]?.rows).toBeGreaterThan(0)
      expect(told[0]?.bytes).toBeLessThan(told[0]?.of ?? 0)
      stop.abort(reason)
      await expect(reading).rejects.toBe(reason)
      // The next call isn't delayed by the aborted one: a thread that ignored the abort would be ended, with its
      // tables.
      await own.facets('small', 2)
      expect(startedThreads).toBe(1)
      expect(await failureFrom(own.facets('large', 0))).toEqual({ code: 'table-not-open', table: 'large' })
    })
  })

  it('ends only a comparison of thousands of columns when that is cancelled: other tables stay open', async () => {
    await inFolder(async (folder) => {
      const own = start()
      const wide = (sign: string) =>
        `${Array.from({ length: 9000 }, (_, place) => `c${place}`).join(',')}\n${`${sign},`.repeat(9000)}\n`.repeat(
          3,
        )
      await writeFile(join(folder, 'small.csv'), large(10))
      await writeFile(join(folder, 'a.csv'), wide('x'))
      await writeFile(join(folder, 'b.csv'), wide('y'))
      for (const table of ['small', 'a', 'b']) await openIn(own, table, join(folder, `${table}.csv`))
      const stop = new AbortController()
      const reason = new Error('left')
      const side = { kind: 'table', name: '', at: '2026-09-27T00:00:00Z', rows: 0, sha256: '' } as const
      const comparing = own.compare({
        table: 'c',
        before: { table: 'a', side },
        after: { table: 'b', side },
        signal: stop.signal,
      })
      const behind = own.facets('small', 2)
      stop.abort(reason)
      await expect(comparing).rejects.toBe(reason)
      expect((await behind).distinct).toBe(10)
      for (const table of ['small', 'a', 'b'])
        expect((await own.facets(table, 0)).distinct).toBeGreaterThan(0)
      expect(await failureFrom(own.facets('c', 0))).toEqual({ code: 'table-not-open', table: 'c' })
      expect(startedThreads).toBe(1)
    })
  })

  it('ends what is asked of a table that is closed', async () => {
    await inFolder(async (folder) => {
      const own = start()
      await writeFile(join(folder, 'large.csv'), large(300_000))
      await openIn(own, 'a', join(folder, 'large.csv'))
      const asked = [
        failureFrom(own.select('a', selectionOf(4, { sort: { column: 0, descending: false } }))),
        failureFrom(own.facets('a', 0)),
        failureFrom(own.ages('a', selectionOf(4, { search: 'name' }))),
      ]
      own.close('a')
      for (const failure of await Promise.all(asked))
        expect(failure).toEqual({ code: 'table-not-open', table: 'a' })
    })
  })

  it('stops writing when nobody reads on', async () => {
    await inFolder(async (folder) => {
      const own = start()
      await writeFile(join(folder, 'large.csv'), large(50_000))
      await openIn(own, 'a', join(folder, 'large.csv'))
      let pieces = 0
      for await (const piece of own.write({
        table: 'a',
        selection: selectionOf(4),
        as: 'csv',
        signal: never,
      })) {
        expect(piece.of).toBe(50_000)
        pieces += 1
        if (pieces === 3) break
      }
      const stop = new AbortController()
      const reason = new Error('left')
      const write = async () => {
        for await (const piece of own.write({
          table: 'a',
          selection: selectionOf(4),
          as: 'csv',
          signal: stop.signal,
        }))
          if (piece.rows > 0) stop.abort(reason)
      }
      await expect(write()).rejects.toBe(reason)
    })
  })

  it('survives a table that does not fit: what is under way fails, and the next call starts a new thread', async () => {
    await inFolder(async (folder) => {
      const own = start(32 * 1024 ** 2)
      await writeFile(join(folder, 'small.csv'), large(10))
      await writeFile(join(folder, 'large.csv'), large(700_000))
      await openIn(own, 'small', join(folder, 'small.csv'))
      const failure = await failureFrom(openIn(own, 'large', join(folder, 'large.csv')))
      expect(failure).toMatchObject({ code: 'csv-too-large', file: 'large.csv', limit: 32 * 1024 ** 2 })
      expect(await failureFrom(own.facets('small', 0))).toEqual({ code: 'table-not-open', table: 'small' })
      expect(startedThreads).toBe(2)
      expect(await openIn(own, 'small', join(folder, 'small.csv'))).toMatchObject({ kind: 'opened' })
    })
  })

  it('is ended if it can’t even receive a cancel', async () => {
    await inFolder(async (folder) => {
      const deaf = [new Worker('for (;;);', { eval: true })]
      const own = start(undefined, () => deaf.pop() ?? null)
      const path = join(folder, 'small.csv')
      await writeFile(path, large(10))
      const stop = new AbortController()
      const reading = openIn(own, 'a', path, stop.signal)
      const behind = failureFrom(openIn(own, 'b', path))
      stop.abort(new Error('left'))
      await expect(reading).rejects.toThrow('left')
      expect(await behind).toEqual({ code: 'table-not-open', table: 'b' })
      expect(await openIn(own, 'b', path)).toMatchObject({ kind: 'opened', snapshot: { rows: 10 } })
      expect(startedThreads).toBe(2)
    })
  })
})
