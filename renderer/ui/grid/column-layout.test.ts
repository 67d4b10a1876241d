import { expect, test } from 'vitest'
import { layoutColumns } from './column-layout.ts'

const columns = [
  { id: 'name', title: 'Name', width: 100, compactWidth: 80, growTo: 150 },
  { id: 'type', title: 'Type', width: 60, compactWidth: 20 },
  { id: 'kind', title: 'Kind', width: 50, growTo: 70 },
]

test('growing columns take the room in their order, the first one what is left', () => {
  expect(layoutColumns(columns, 230, false)).toEqual([120, 60, 50])
  expect(layoutColumns(columns, 270, false)).toEqual([150, 60, 60])
  expect(layoutColumns(columns, 400, false)).toEqual([270, 60, 70])
})

test('no column falls below its width where there is no room', () => {
  expect(layoutColumns(columns, 100, false)).toEqual([100, 60, 50])
})

test('a narrow window has its own widths', () => {
  expect(layoutColumns(columns, 150, true)).toEqual([80, 20, 50])
})
