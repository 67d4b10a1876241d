import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clampWidth, keptColumns, layoutColumns, leastWidth, mostWidth } from './column-layout.ts'

const columns = [
  { id: 'name', title: 'Name', width: 100, compactWidth: 80 },
  { id: 'type', title: 'Type', width: 60, compactWidth: 50 },
  { id: 'kind', title: 'Kind', width: 50, keptAs: 'title: Kind' },
]
const by = (widths: Record<string, number>) => new Map(Object.entries(widths))
const usual = { columns, isCompact: false, chosen: by({}), needs: by({}) }

// On a wide screen the first column had 500 empty pixels while the others were truncated.
test('room goes to the columns whose text is cut, before any other has more than it needs', () => {
  const needs = by({ name: 90, type: 200, 'title: Kind': 70 })
  expect(layoutColumns({ ...usual, available: 370, needs })).toEqual([100, 200, 70])
})

test('if there isn’t enough room for all cut text, the columns that lack little get enough', () => {
  const needs = by({ name: 400, type: 400, 'title: Kind': 60 })
  expect(layoutColumns({ ...usual, available: 250, needs })).toEqual([115, 75, 60])
})

test('room that nothing needs goes to all by their width', () => {
  expect(layoutColumns({ ...usual, available: 420 })).toEqual([200, 120, 100])
})

test('no column gets smaller than its width if there is no room', () => {
  expect(layoutColumns({ ...usual, available: 100 })).toEqual([100, 60, 50])
})

test('a narrow window has its own widths', () => {
  expect(layoutColumns({ ...usual, available: 180, isCompact: true })).toEqual([80, 50, 50])
})

test('a width that was chosen stays, with any room', () => {
  expect(layoutColumns({ ...usual, available: 410, chosen: by({ 'title: Kind': 250 }) })).toEqual([
    100, 60, 250,
  ])
  expect(layoutColumns({ ...usual, available: 530, chosen: by({ name: 70, type: 70 }) })).toEqual([
    70, 70, 390,
  ])
})

test('if all widths were chosen, what is left stays empty', () => {
  const chosen = by({ name: 100, type: 100, 'title: Kind': 100 })
  expect(layoutColumns({ ...usual, available: 900, chosen })).toEqual([100, 100, 100])
})

test('a width from a wider screen leaves something of the others', () => {
  expect(layoutColumns({ ...usual, available: 500, chosen: by({ name: 1800 }) })[0]).toBe(400)
})

test('widths of columns that are gone change nothing', () => {
  const chosen = by({ gone: 300 })
  expect(layoutColumns({ ...usual, available: 420, chosen })).toEqual([200, 120, 100])
})

test('the room is used to the pixel, and no column is below its width, with any widths', () => {
  const width = fc.integer({ min: -100, max: 5000 })
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 4000 }),
      fc.dictionary(fc.constantFrom('name', 'type', 'gone'), width),
      fc.dictionary(fc.constantFrom('name', 'type', 'title: Kind'), width),
      (available, chosen, needs) => {
        const widths = layoutColumns({ ...usual, available, chosen: by(chosen), needs: by(needs) })
        const least = layoutColumns({ ...usual, available: 0, chosen: by({}) })
        widths.forEach((width, at) => {
          const name = ['name', 'type', 'title: Kind'][at] ?? ''
          expect(width).toBeGreaterThanOrEqual(chosen[name] === undefined ? (least[at] ?? 0) : leastWidth)
        })
        // The third one is never resized here, so that it can always take the rest.
        expect(widths.reduce((sum, width) => sum + width, 0)).toBeGreaterThanOrEqual(available)
      },
    ),
    { seed: 15 },
  )
})

describe('the columns at the left', () => {
  test('stay if they leave room for the others', () => {
    expect(keptColumns([200, 100, 100], 2, 1000)).toBe(2)
  })

  // At 400% zoom a pinned first column would cover all others.
  test('scroll with the others if they would cover them', () => {
    expect(keptColumns([200, 100], 1, 268)).toBe(0)
    expect(keptColumns([200, 300, 100], 2, 600)).toBe(1)
  })
})

test('no column gets too narrow to be resized', () => {
  expect([clampWidth(-3), clampWidth(100.4), clampWidth(1e9)]).toEqual([leastWidth, 100, mostWidth])
})
