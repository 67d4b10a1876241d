import { expect, test } from 'vitest'
import { shallowRef } from 'vue'
import { createGridSelection } from './grid-selection.ts'

const rowsOf = (text: string) => Array.from(text, (uid) => ({ uid }))

function selectionOver(text: string) {
  const shown = shallowRef(rowsOf(text))
  const selection = createGridSelection(() => shown.value)
  return {
    selection,
    show: (next: string) => void (shown.value = rowsOf(next)),
    ticked: () => selection.rows.map(({ uid }) => uid).join(''),
  }
}

test('a row is ticked and unticked, and told in the table’s order', () => {
  const { selection, ticked } = selectionOver('abcd')
  selection.toggle('c')
  selection.toggle('a')
  expect(ticked()).toBe('ac')
  selection.toggle('c')
  expect(ticked()).toBe('a')
})

test('a range goes from the last toggled row, over rows above as below, and can be made shorter again', () => {
  const { selection, ticked } = selectionOver('abcdef')
  selection.toggle('a')
  selection.toggle('c')
  selection.extend('x', 'f')
  expect(ticked()).toBe('acdef')
  selection.extend('x', 'd')
  expect(ticked()).toBe('acd')
  selection.extend('x', 'b')
  expect(ticked()).toBe('abc')
})

test('a range from an unticked row unticks', () => {
  const { selection, ticked } = selectionOver('abcd')
  selection.selectAll()
  selection.toggle('b')
  selection.extend('b', 'c')
  expect(ticked()).toBe('ad')
})

test('where no range has begun, it begins with the row that had the focus', () => {
  const { selection, ticked } = selectionOver('abcd')
  selection.toggle('a')
  selection.endRange()
  selection.extend('c', 'd')
  expect(ticked()).toBe('acd')
})

test('a row that is not shown any more is not ticked any more, not even by a range that goes on', () => {
  const { selection, ticked, show } = selectionOver('abcd')
  selection.toggle('a')
  selection.toggle('b')
  show('bcd')
  expect(ticked()).toBe('b')
  selection.extend('b', 'c')
  expect(ticked()).toBe('bc')
  show('abcd')
  expect(ticked()).toBe('bc')
})

test('a range whose first row is gone begins anew', () => {
  const { selection, ticked, show } = selectionOver('abcd')
  selection.toggle('a')
  show('bcd')
  selection.extend('c', 'd')
  expect(ticked()).toBe('cd')
})

test('all and none are told apart from some', () => {
  const { selection, ticked, show } = selectionOver('ab')
  expect(selection.extent).toBe('none')
  selection.toggle('a')
  expect(selection.extent).toBe('some')
  selection.selectAll()
  expect(selection.extent).toBe('all')
  show('abc')
  expect(selection.extent).toBe('some')
  selection.clear()
  expect(ticked()).toBe('')
})
