import { expect, test } from 'vitest'
import { computed, shallowRef } from 'vue'
import { createGridSelection } from './grid-selection.ts'

interface Row {
  uid: string
  version: number
}
const rowsOf = (text: string): Row[] => Array.from(text, (uid) => ({ uid, version: 1 }))

/** A table with one row per letter, all initially shown. */
function selectionOver(text: string) {
  const shown = shallowRef(rowsOf(text))
  const all = new Map(shown.value.map((row) => [row.uid, row]))
  const selection = createGridSelection<Row>({
    shown: () => shown.value,
    find: (uid) => all.get(uid),
    isNarrowed: () => shown.value.length < all.size,
  })
  return {
    selection,
    /** Another order, or a filter. */
    show(next: string) {
      const rows = rowsOf(next)
      for (const row of rows) all.set(row.uid, row)
      shown.value = rows
    },
    /** Rows that the cluster no longer has. */
    remove(gone: string) {
      for (const uid of gone) all.delete(uid)
      shown.value = shown.value.filter(({ uid }) => !gone.includes(uid))
      selection.take({ changed: [], removed: Array.from(gone) })
    },
    change(row: Row) {
      all.set(row.uid, row)
      selection.take({ changed: [row], removed: [] })
    },
    selected: () =>
      selection
        .rows()
        .map(({ uid }) => uid)
        .join(''),
  }
}

test('a row is selected and unselected, and reported in the table’s order', () => {
  const { selection, selected } = selectionOver('abcd')
  selection.toggle('c')
  selection.toggle('a')
  expect(selected()).toBe('ac')
  selection.toggle('c')
  expect(selected()).toBe('a')
  expect(selection.count).toBe(1)
})

test('a range goes from the last toggled row, over rows above as below, and can be made shorter again', () => {
  const { selection, selected } = selectionOver('abcdef')
  selection.toggle('a')
  selection.toggle('c')
  selection.extend('x', 'f')
  expect(selected()).toBe('acdef')
  selection.extend('x', 'd')
  expect(selected()).toBe('acd')
  selection.extend('x', 'b')
  expect(selected()).toBe('abc')
})

test('a range that shrinks leaves what was selected before it', () => {
  const { selection, selected } = selectionOver('abcdef')
  selection.toggle('d')
  selection.toggle('a')
  selection.extend('x', 'f')
  selection.extend('x', 'b')
  expect(selected()).toBe('abd')
})

test('a range from an unselected row unselects', () => {
  const { selection, selected } = selectionOver('abcd')
  selection.selectAll()
  selection.toggle('b')
  selection.extend('b', 'c')
  expect(selected()).toBe('ad')
})

test('if no range has begun, it begins with the row that had the focus', () => {
  const { selection, selected } = selectionOver('abcd')
  selection.toggle('a')
  selection.endRange()
  selection.extend('c', 'd')
  expect(selected()).toBe('acd')
})

test('another order, new rows and a filter leave the selection as it is, and say what is hidden', () => {
  const { selection, selected, show } = selectionOver('abcd')
  selection.toggle('a')
  selection.toggle('b')
  show('dcba')
  expect(selected()).toBe('ba')
  show('bcdx')
  expect(selected()).toBe('ba')
  expect([selection.count, selection.hidden, selection.extent]).toEqual([2, 1, 'some'])
  show('cd')
  expect([selection.count, selection.hidden, selection.extent]).toEqual([2, 2, 'none'])
})

test('all is all shown rows, besides hidden ones that were selected before, and is taken back alone', () => {
  const { selection, selected, show } = selectionOver('abcd')
  selection.toggle('a')
  show('cd')
  selection.toggleAll()
  expect(selected()).toBe('cda')
  expect(selection.extent).toBe('all')
  selection.toggleAll()
  expect(selected()).toBe('a')
  selection.clear()
  expect(selection.count).toBe(0)
})

test('a row that is gone is not selected anymore, not even by a range that goes on', () => {
  const { selection, selected, remove } = selectionOver('abcd')
  selection.selectAll()
  selection.toggle('d')
  selection.extend('d', 'a')
  expect(selected()).toBe('')
  remove('ab')
  selection.extend('d', 'd')
  expect(selected()).toBe('c')
  expect(selection.count).toBe(1)
})

test('a range whose first row is gone begins again', () => {
  const { selection, selected, remove } = selectionOver('abcd')
  selection.toggle('a')
  remove('a')
  selection.extend('c', 'd')
  expect(selected()).toBe('cd')
})

test('a change of a selected row gives the row as it is now, hidden or not', () => {
  const { selection, show, change } = selectionOver('abcd')
  selection.toggle('b')
  show('a')
  const versions = computed(() => selection.rows().map(({ version }) => version))
  expect(versions.value).toEqual([1])
  change({ uid: 'b', version: 2 })
  expect(versions.value).toEqual([2])
})

test('nothing is left selected when all rows go', () => {
  const { selection } = selectionOver('ab')
  selection.selectAll()
  selection.take(null)
  expect([selection.count, selection.extent]).toEqual([0, 'none'])
})

test('rows that lie elsewhere are selected by their places, without being fetched', () => {
  const source = {
    length: 1000,
    at: (place: number) => ({ uid: String(place) }),
    placeOf: Number,
    isByPlace: true,
  }
  const selection = createGridSelection({
    shown: () => source,
    find: (uid) => source.at(Number(uid)),
    isNarrowed: () => false,
  })
  selection.toggle('7')
  selection.extend('7', '999')
  expect([selection.count, selection.hidden]).toEqual([993, 0])
})

test('very many rows are selected in slices, and what is done in the meantime ends that', () => {
  const rows = Array.from({ length: 100_000 }, (_, at) => ({ uid: `row-${at}` }))
  const paused: (() => void)[] = []
  let time = 0
  const selection = createGridSelection({
    shown: () => rows,
    find: () => undefined,
    isNarrowed: () => false,
    // Each reading of the clock advances it by a millisecond.
    slicing: { budget: 10, now: () => time++, pause: (goOn) => void paused.push(goOn) },
  })
  const goOn = () => paused.splice(0).forEach((next) => next())
  selection.selectAll()
  expect(selection.count).toBeGreaterThan(0)
  expect(selection.count).toBeLessThan(10_000)
  while (paused.length > 0) goOn()
  expect([selection.count, selection.extent]).toEqual([100_000, 'all'])

  selection.toggleAll()
  selection.clear()
  selection.selectAll()
  selection.toggle('row-99999')
  const { count } = selection
  goOn()
  expect(paused).toEqual([])
  expect(selection.count).toBe(count)
})
