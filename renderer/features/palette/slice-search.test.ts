import { describe, expect, it } from 'vitest'
import { createSliceSearch } from './slice-search.ts'

interface Row {
  name: string
}

/**
 * A clock that only advances as rows are read, by `perRow` milliseconds each. Pauses are counted, and the test ends
 * them.
 */
function harness(names: readonly string[], perRow = 1) {
  let time = 0
  let longest = 0
  let since = 0
  const state = { rows: names.map((name) => ({ name })), rests: [] as (() => void)[], read: 0 }
  const search = createSliceSearch<Row>({
    rows: () => state.rows,
    textOf: ({ name }) => {
      time += perRow
      state.read += 1
      longest = Math.max(longest, time - since)
      return name
    },
    bonusOf: ({ name }) => (name.startsWith('recent') ? 100 : 0),
    most: 3,
    clock: () => time,
    rest: () =>
      new Promise((resolve) => {
        state.rests.push(() => {
          since = time
          resolve()
        })
      }),
  })
  /** Ends pauses until the search is done. */
  async function settle<R>(promise: Promise<R>): Promise<R> {
    let isOver = false
    const over = promise.finally(() => void (isOver = true))
    while (!isOver) {
      state.rests.splice(0).forEach((end) => end())
      await Promise.resolve()
    }
    return over
  }
  return { state, search, settle, longest: () => longest }
}

describe('the search in slices', () => {
  it('gives the best first, as many as are wanted, and how many there are', async () => {
    const { search, settle } = harness(['a-robot', 'robot', 'roboter', 'r-o-b', 'cat', 'recent-robot'])
    expect(await settle(search.search('rob'))).toMatchObject({
      best: [{ name: 'recent-robot' }, { name: 'robot' }, { name: 'roboter' }],
      count: 5,
      total: 6,
    })
  })

  it('rests often enough that no slice is long, with any number of rows', async () => {
    const names = Array.from({ length: 100_000 }, (_, at) => `name-${at}`)
    const { search, settle, longest } = harness(names, 0.01)
    const found = await settle(search.search('name'))
    expect(found).toMatchObject({ count: 100_000, total: 100_000 })
    // A slice of 8 ms, and the rows until the clock is next read.
    expect(longest()).toBeLessThan(10)
  })

  it('ends an older query as soon as a newer one comes', async () => {
    const names = Array.from({ length: 5000 }, (_, at) => `name-${at}`)
    const { search, settle, state } = harness(names)
    const older = search.search('name')
    const readSoFar = state.read
    expect(readSoFar).toBeLessThan(100)
    const newer = search.search('name-4999')
    expect(await settle(older)).toBeNull()
    expect(await settle(newer)).toMatchObject({ best: [{ name: 'name-4999' }], count: 1 })
    expect(state.read).toBeLessThan(readSoFar + 5000 + 100)
  })

  it('only looks through what the last query found if the next one continues it', async () => {
    const { search, settle, state } = harness(['robot', 'roof', 'cat'])
    expect(await settle(search.search('ro'))).toMatchObject({ count: 2, total: 3 })
    state.read = 0
    expect(await settle(search.search('rob'))).toMatchObject({ count: 1, total: 3 })
    expect(state.read).toBe(2)
    expect(await settle(search.search('c'))).toMatchObject({ count: 1, total: 3 })
    state.rows = [{ name: 'cabinet' }]
    search.reset()
    expect(await settle(search.search('ca'))).toMatchObject({ count: 1, total: 1 })
  })
})
