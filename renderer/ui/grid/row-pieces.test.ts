import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  changePieces,
  cutRows,
  pieceSize,
  placeOfEntry,
  rowAt,
  type CompareRows,
  type OrderedRow,
  type RowPieces,
} from './row-pieces.ts'

type Entry = OrderedRow<number>

const entryOf = (number: number): Entry => ({ row: number, key: String(number).padStart(9, '0'), name: '' })
const compare: CompareRows<number> = (a, b) => (a.key < b.key ? -1 : a.key === b.key ? 0 : 1)
const all = (order: RowPieces<number>): number[] =>
  order.pieces.flatMap((piece) => piece.map(({ row }) => row))
const sorted = (numbers: Iterable<number>) => [...numbers].sort((a, b) => a - b)

test('changes leave the same rows in the same order as sorting all of them', () => {
  const numbers = fc.uniqueArray(fc.nat(3000), { maxLength: 900 })
  const change = fc.record({ goneShare: fc.nat(4), added: fc.uniqueArray(fc.nat(6000), { maxLength: 400 }) })
  fc.assert(
    fc.property(numbers, fc.array(change, { maxLength: 6 }), (first, changes) => {
      const entries = new Map(first.map((number) => [number, entryOf(number)]))
      let order = cutRows([...entries.values()].sort(compare))
      for (const { goneShare, added } of changes) {
        const gone = [...entries.values()].filter((_, at) => at % 4 < goneShare)
        for (const { row } of gone) entries.delete(row)
        const fresh = added.filter((number) => !entries.has(number)).map(entryOf)
        for (const entry of fresh) entries.set(entry.row, entry)
        order = changePieces(order, { gone, added: fresh.sort(compare) }, compare)

        const wanted = sorted(entries.keys())
        expect(all(order)).toEqual(wanted)
        expect(order.length).toBe(wanted.length)
        expect(order.pieces.every((piece) => piece.length > 0 && piece.length < 2 * pieceSize)).toBe(true)
        for (const [place, number] of wanted.entries()) {
          expect(rowAt(order, place)).toBe(number)
          expect(placeOfEntry(order, entries.get(number) ?? entryOf(-1), compare)).toBe(place)
        }
      }
    }),
    { seed: 20261129, numRuns: 60 },
  )
})

test('no row is at a place outside, and no place is of a row that is not there', () => {
  const order = cutRows([1, 2, 3].map(entryOf))
  expect([-1, 3, 0.5].map((place) => rowAt(order, place))).toEqual([undefined, undefined, undefined])
  expect(placeOfEntry(order, entryOf(2), compare)).toBe(-1)
  expect(placeOfEntry(order, entryOf(9), compare)).toBe(-1)
})

/** How many rows are compared, and how many copied, for one change among so many. */
function costOf(rows: number): { compared: number; copied: number } {
  const entries = Array.from({ length: rows }, (_, at) => entryOf(at * 2))
  const order = cutRows(entries)
  let compared = 0
  const counting: CompareRows<number> = (a, b) => ((compared += 1), compare(a, b))
  const middle = Math.floor(rows / 2)
  const gone = entries.slice(middle, middle + 1)
  const next = changePieces(order, { gone, added: [entryOf(middle * 2 + 1)] }, counting)
  const old = new Set(order.pieces)
  const copied = next.pieces.filter((piece) => !old.has(piece)).reduce((sum, { length }) => sum + length, 0)
  return { compared, copied }
}

test('a change among forty times as many rows compares a few more and copies no more', () => {
  const [few, many] = [costOf(2500), costOf(100_000)]
  expect(many.compared).toBeLessThan(few.compared + 20)
  expect(many.copied).toBeLessThanOrEqual(2 * pieceSize)
  expect(few.copied).toBeGreaterThan(0)
})

test('rows that go one by one leave few pieces', () => {
  const entries = Array.from({ length: 20 * pieceSize }, (_, at) => entryOf(at))
  let order = cutRows(entries)
  for (const [at, entry] of entries.entries())
    if (at % 10 !== 0) order = changePieces(order, { gone: [entry], added: [] }, compare)
  expect(order.length).toBe(2 * pieceSize)
  expect(order.pieces.length).toBeLessThanOrEqual(5)
})
