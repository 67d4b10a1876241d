import * as fc from 'fast-check'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { ComparedSide } from '../../../shared/snapshot.ts'
import { inFolder } from '../../base/testing/in-folder.ts'
import type { Call } from '../protocol/messages.ts'
import { selectionOf } from '../testing/read-text.ts'
import { createCallAnswerer } from './answer-calls.ts'

/**
 * The longest time this thread computes without handling messages: its own CPU time, in microseconds, so that a busy
 * machine doesn't affect it.
 */
const deaf = vi.hoisted(() => {
  let since = 0
  let longest = 0
  const now = () => {
    const { user, system } = process.threadCpuUsage()
    return user + system
  }
  return {
    begin(): void {
      since = now()
      longest = 0
    },
    hear(): void {
      longest = Math.max(longest, now() - since)
      since = now()
    },
    longest: () => longest,
  }
})

vi.mock(import('../table/slices.ts'), async (original) => {
  const own = await original()
  const createSlices: typeof own.createSlices = (signal) => {
    const slices = own.createSlices(signal)
    return {
      isUp: slices.isUp,
      async next() {
        deaf.hear()
        await slices.next()
        deaf.hear()
      },
    }
  }
  return { ...own, createSlices }
})

const { signal: never } = new AbortController()
const running = { signal: never, tellProgress: () => undefined, hand: () => Promise.resolve() }
const side: ComparedSide = { kind: 'table', name: '', at: '2026-09-27T00:00:00Z', rows: 0, sha256: '' }

/** Makes all kinds of calls for a table, and returns the longest time without handling messages; calls may fail. */
async function deafest(text: string | Buffer): Promise<number> {
  return inFolder(async (folder) => {
    const path = join(folder, 'shape.csv')
    await writeFile(path, text)
    const answer = createCallAnswerer({ limit: 3 * 1024 ** 3 })
    const ask = async (call: Call) => {
      const value = await answer(call, running)
      deaf.hear()
      return value
    }
    const file = { id: 'f', name: 'shape.csv', folder }
    const open = (table: string) => ask({ call: 'open', table, file, path, evenIfLarge: true })
    deaf.begin()
    const opened = (await open('a').catch(() => null)) as { snapshot: { columns: unknown[] } } | null
    deaf.hear()
    if (opened === null) return deaf.longest()
    const columns = opened.snapshot.columns.length
    const all = selectionOf(columns)
    const some = { ...all, search: 'xy', sort: { column: columns - 1, descending: true } }
    await ask({ call: 'select', table: 'a', selection: some })
    await ask({ call: 'select', table: 'a', selection: all })
    await ask({ call: 'rows', table: 'a', version: 3, from: 0, count: 5 })
    await ask({ call: 'facets', table: 'a', column: 0 })
    await ask({ call: 'ages', table: 'a', selection: some })
    await open('b')
    await ask({ call: 'compare', table: 'c', before: { table: 'a', side }, after: { table: 'b', side } })
    await ask({ call: 'write', table: 'c', selection: all, as: 'csv' })
    return deaf.longest()
  })
}

const rowOf = (sign: string, cells: number) =>
  Array.from({ length: cells }, (_, place) => `${sign}${place}`).join(',')

const shapes: Readonly<Record<string, () => string | Buffer>> = {
  'one row of a million cells': () => `a,b\n1,2${',x'.repeat(999_998)}\n`,
  'a million titles': () => `${'c,'.repeat(1_000_000)}c\n1,2\n`,
  'nine thousand columns': () => `${rowOf('c', 9000)}\n${`${rowOf('x', 9000)}\n`.repeat(10)}`,
  'nine thousand titles over short rows': () => `${rowOf('c', 9000)}\n${'x\n'.repeat(100)}`,
  'a quote that nothing closes': () => `a,b\n1,"${'x,y\n'.repeat(1_000_000)}`,
  'quotes that are not doubled': () => `a,b\n"${'x"y'.repeat(1_000_000)}",1\n`,
  'a cell of accents': () => `a,b\n"${'Zürich ""x"" '.repeat(500_000)}",1\n2,3\n`,
  'cells of spaces where times and words are looked for': () =>
    `Credential,Creation time,Status,Scope\nx,${' '.repeat(1_000_000)}x,${' '.repeat(1_000_000)}x,project/${' '.repeat(1_000_000)}x\n`,
  'ends of lines alone': () => '\r'.repeat(1_000_000),
  'separators alone': () => `Credential,b\n${','.repeat(900_000)}\n`,
  'rows without a name that are alike': () => `Note,x\n${'same,1\n'.repeat(40_000)}`,
  'rows of one key': () => `Kubernetes name,Namespace,x\n${'k,n,1\n'.repeat(40_000)}`,
  'cells that are all different': () =>
    `Credential,Cluster\n${Array.from({ length: 60_000 }, (_, row) => `n${row},c${row}\n`).join('')}`,
  'bytes of an older encoding': () => Buffer.from(`a,b\n${'é,ü\n'.repeat(100_000)}`, 'latin1'),
}

/**
 * How many times as long as for an ordinary file still counts as responsive; undivided work takes hundreds of times as
 * long.
 */
const mostTimes = 40

/**
 * How many times as long as `usual` the thread handles no messages: the minimum of up to three tries, because a try can
 * include garbage collection or compilation. Undivided work is slow in each.
 */
async function timesAsDeaf(usual: number, text: string | Buffer): Promise<number> {
  let least = Infinity
  for (let tries = 0; tries < 3 && least >= mostTimes; tries += 1)
    least = Math.min(least, (await deafest(text)) / usual)
  return least
}

describe('the thread receives messages while it reads a file of any shape', () => {
  const ordinary = (rows: number) => `Credential,Type,Scope\n${'Harbor,Access key,Cluster\n'.repeat(rows)}`
  let usual = 0
  beforeAll(async () => {
    // The first run includes compilation.
    await deafest(ordinary(20_000))
    usual = await deafest(ordinary(100_000))
  })

  it.each(Object.entries(shapes))('%s', async (_, make) => {
    expect(await timesAsDeaf(usual, make())).toBeLessThan(mostTimes)
  })

  it('of random shapes', { timeout: 240_000 }, async () => {
    const shape = fc.record({
      titles: fc.integer({ min: 1, max: 9990 }),
      cells: fc.integer({ min: 1, max: 20_000 }),
      cell: fc.constantFrom('', 'x', '"a""b"', '"', ' ', 'é', '2026-09-01', '"1\r2"'),
      longest: fc.integer({ min: 1, max: 2000 }),
      end: fc.constantFrom('\n', '\r\n', '\r', '\r\r\n', '\n\r'),
      delimiter: fc.constantFrom(',', ';', '\t', '|'),
    })
    await fc.assert(
      fc.asyncProperty(shape, async ({ titles, cells, cell, longest, end, delimiter }) => {
        const row = Array.from({ length: cells }, (_, place) =>
          place % 7 === 0 ? cell.repeat(longest % 50) : cell,
        )
        const line = row.join(delimiter) + end
        const rows = Math.max(1, Math.min(longest, Math.floor(600_000 / Math.max(line.length, titles))))
        const text =
          Array.from({ length: titles }, (_, place) => `c${place}`).join(delimiter) + end + line.repeat(rows)
        expect(await timesAsDeaf(usual, text)).toBeLessThan(mostTimes)
      }),
      { seed: 12, numRuns: 8, endOnFailure: true },
    )
  })
})
