import { expect, test } from 'vitest'
import { shallowRef } from 'vue'
import { boxColumn } from './column-layout.ts'
import { createGridSelection } from './grid-selection.ts'
import { useGridTicks } from './use-grid-ticks.ts'

type Keys = Partial<Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey' | 'ctrlKey' | 'metaKey'>>

/** A grid with the rows a to d. An event's target is a row and a column. */
function gridOf(text = 'abcd') {
  const shown = shallowRef(Array.from(text, (uid) => ({ uid })))
  const selection = createGridSelection({
    shown: () => shown.value,
    find: (uid) => shown.value.find((row) => row.uid === uid),
    isNarrowed: () => false,
  })
  const element = { focus: () => undefined } as unknown as HTMLElement
  const ticks = useGridTicks(
    () => selection,
    (target) => (target === null ? null : { ...(target as unknown as Row), element }),
  )
  interface Row {
    uid: string
    column: string
  }
  const event = (uid: string, keys: Keys, column = 'name') =>
    ({
      ...{ ctrlKey: false, metaKey: false, shiftKey: false, target: { uid, column } },
      ...keys,
    }) as unknown as KeyboardEvent & MouseEvent
  return {
    ticks,
    ticked: () =>
      selection
        .rows()
        .map(({ uid }) => uid)
        .join(''),
    press: (uid: string, key: string, isControl = false, code = '') =>
      ticks.onKey(event(uid, { key, code, ctrlKey: isControl }), isControl),
    click: (uid: string, keys: Keys = {}, column = 'name') => ticks.onClick(event(uid, keys, column)),
  }
}

test('Space ticks the row with the focus, Ctrl+A all, Escape none', () => {
  const { press, ticked } = gridOf()
  expect(press('b', ' ')).toBe(true)
  expect(ticked()).toBe('b')
  expect(press('b', 'a', true)).toBe(true)
  expect(ticked()).toBe('abcd')
  expect(press('b', 'Escape')).toBe(true)
  expect(ticked()).toBe('')
})

// ag-grid/ag-grid#5108, mui/mui-x#14219 and mui/mui-x#11790: the keys of a table only worked on a Latin keyboard, and
// not with Caps Lock.
test('Ctrl+A is the same with Caps Lock, and where a keyboard has another letter', () => {
  for (const [key, code] of [
    ['A', 'KeyA'],
    ['ф', 'KeyA'],
    ['ש', 'KeyA'],
    ['a', 'KeyQ'],
  ] as const) {
    const { press, ticked } = gridOf()
    expect(press('b', key, true, code)).toBe(true)
    expect(ticked()).toBe('abcd')
  }
})

test('Escape without a ticked row and plain letters stay with others', () => {
  const { press } = gridOf()
  expect(press('b', 'Escape')).toBe(false)
  expect(press('b', 'a')).toBe(false)
})

test('a click ticks on the box, or with Ctrl anywhere in the row', () => {
  const { click, ticked } = gridOf()
  click('a')
  expect(ticked()).toBe('')
  click('a', {}, boxColumn)
  click('c', { ctrlKey: true })
  expect(ticked()).toBe('ac')
})

test('a click with Shift ticks all from the last one toggled', () => {
  const { click, ticked } = gridOf()
  click('b', {}, boxColumn)
  click('d', { shiftKey: true })
  expect(ticked()).toBe('bcd')
})

test('a move with Shift ticks the row left and the row reached, one without ends the range', () => {
  const { ticks, ticked } = gridOf()
  ticks.onMoved(true, 'a', 'b')
  ticks.onMoved(true, 'b', 'c')
  expect(ticked()).toBe('abc')
  ticks.onMoved(true, 'c', 'b')
  expect(ticked()).toBe('ab')
  ticks.onMoved(false, 'b', 'c')
  ticks.onMoved(true, 'c', 'd')
  expect(ticked()).toBe('abcd')
})

test('a move along a row ticks nothing', () => {
  const { ticks, ticked } = gridOf()
  ticks.onMoved(true, 'a', 'a')
  expect(ticked()).toBe('')
})
