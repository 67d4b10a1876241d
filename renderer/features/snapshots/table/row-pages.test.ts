import { expect, test, vi } from 'vitest'
import { createRowPages, pageSize } from './row-pages.ts'

/** Pages over rows whose only cell is their index. The test answers each request. */
function makePages(length: number) {
  const asked: { from: number; count: number; answer: (isThere?: boolean) => Promise<void> }[] = []
  const pages = createRowPages(
    length,
    (from, count) =>
      new Promise((resolve) => {
        const rows = Array.from({ length: count }, (_, at) => ({ id: from + at, cells: [String(from + at)] }))
        const answer = async (isThere = true) => {
          resolve(isThere ? rows : null)
          await vi.waitFor(() => Promise.resolve())
          await new Promise((done) => setTimeout(done))
        }
        asked.push({ from, count, answer })
      }),
  )
  return { ...pages, asked, cellAt: (place: number) => pages.source.at(place)?.row?.cells[0] ?? null }
}

test('what is visible is fetched first, then a page on either side', async () => {
  const { source, asked, cellAt } = makePages(5000)
  source.look?.(1010, 1030)
  expect(cellAt(1010)).toBeNull()
  await asked[0]?.answer()
  expect(cellAt(1010)).toBe('1010')
  await asked[1]?.answer()
  await asked[2]?.answer()
  expect(asked.map(({ from }) => from)).toEqual([1000, 1100, 900])
})

test('scrolling on fetches the newest place, and nothing that was passed', async () => {
  const { source, asked } = makePages(1_000_000)
  source.look?.(0, 20)
  for (const first of [5000, 90_000, 700_000]) source.look?.(first, first + 20)
  await asked[0]?.answer()
  expect(asked.map(({ from }) => from)).toEqual([0, 700_000])
})

test('a row that is not there yet is the same object until it comes, and another one then', async () => {
  const { source, asked } = makePages(50)
  const before = source.at(7)
  source.look?.(0, 20)
  expect(source.at(7)).toBe(before)
  await asked[0]?.answer()
  expect(source.at(7)).not.toBe(before)
  expect(source.at(7)?.uid).toBe(before?.uid)
})

test('five million rows cost nothing to make, and few of them are kept', async () => {
  const began = performance.now()
  const { source, asked } = makePages(5_000_000)
  const made = performance.now()
  const rows = Array.from({ length: 5_000_000 }, (_, at) => ({ at }))
  expect(made - began).toBeLessThan(performance.now() - made)
  expect(rows).toHaveLength(5_000_000)
  for (let page = 0; page < 60; page += 1) {
    source.look?.(page * 3 * pageSize, page * 3 * pageSize + 20)
    while (asked.length > 0) await asked.shift()?.answer()
  }
  const there = Array.from({ length: 200 }, (_, page) => source.at(page * pageSize)?.row ?? null)
  expect(there.filter((row) => row !== null).length).toBeLessThanOrEqual(24)
  expect(source.at(59 * 3 * pageSize)?.row).not.toBeNull()
})

test('nothing is asked for before the first row or behind the last', async () => {
  const { source, asked } = makePages(250)
  source.look?.(0, 20)
  for (let at = 0; at < 2; at += 1) await asked[at]?.answer()
  source.look?.(230, 250)
  await asked[2]?.answer()
  expect(asked.map(({ from, count }) => [from, count])).toEqual([
    [0, 100],
    [100, 100],
    [200, 50],
  ])
})

test('the last page asks for no more rows than there are', () => {
  const { source, asked } = makePages(250)
  source.look?.(240, 250)
  expect(asked[0]).toMatchObject({ from: 200, count: 50 })
})

test('rows of a selection that is not the newest any more end the asking', async () => {
  const { source, asked, cellAt } = makePages(1000)
  source.look?.(0, 20)
  await asked[0]?.answer(false)
  expect(cellAt(0)).toBeNull()
  expect(asked).toHaveLength(1)
})

test('what is prepared is there before anyone looks', async () => {
  const { prepare, asked, cellAt } = makePages(1000)
  const prepared = prepare(90, 110)
  await asked[0]?.answer()
  await asked[1]?.answer()
  await prepared
  expect(asked).toHaveLength(2)
  expect(cellAt(95)).toBe('95')
  expect(cellAt(105)).toBe('105')
})

test('a place is found by its uid, and nothing by what isn’t one', () => {
  const { source } = makePages(10)
  expect(source.placeOf('3')).toBe(3)
  expect(source.placeOf('10')).toBe(-1)
  expect(source.placeOf('')).toBe(-1)
})
