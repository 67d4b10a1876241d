import { expect, test } from 'vitest'
import { anchorAfter } from './anchor.ts'
import { sourceOf } from './row-source.ts'

const known = new Map(Array.from('abcdefxy', (uid) => [uid, { uid }]))
/** A capital letter is the same row with other content. */
const rows = (text: string) =>
  sourceOf(Array.from(text, (uid) => known.get(uid) ?? { uid: uid.toLowerCase() }))
const self = ({ uid }: { uid: string }) => uid

test('the first row in sight is found where rows before it came or went', () => {
  expect(anchorAfter(rows('abcdef'), rows('xyabcdef'), self, 2, 3)).toEqual({ before: 2, after: 4 })
  expect(anchorAfter(rows('abcdef'), rows('bcdef'), self, 2, 3)).toEqual({ before: 2, after: 1 })
})

test('if the first visible row is gone, the next one that is left replaces it', () => {
  expect(anchorAfter(rows('abcdef'), rows('abdef'), self, 2, 3)).toEqual({ before: 3, after: 2 })
})

test('a row that has changed and moved away is not followed', () => {
  expect(anchorAfter(rows('abcdef'), rows('Cabdef'), self, 2, 3)).toEqual({ before: 3, after: 3 })
})

test('if all visible rows have changed, the one that moved least is followed', () => {
  expect(anchorAfter(rows('abcdef'), rows('CxabDEf'), self, 2, 3)).toEqual({ before: 3, after: 4 })
})

test('nothing is found where all rows in sight are gone', () => {
  expect(anchorAfter(rows('abcdef'), rows('ab'), self, 2, 3)).toBeNull()
})

test('of rows that are known by their place only, nothing is known of where one went', () => {
  const byPlace = { ...rows('abcdef'), isByPlace: true }
  expect(anchorAfter(byPlace, rows('xabcdef'), self, 2, 3)).toBeNull()
})

test('rows out of sight are not looked at, however many there are', () => {
  const previous = rows('abcdef')
  let asked = 0
  const next = {
    ...sourceOf<{ uid: string }>([]),
    length: 100_000,
    at: (place: number) => {
      if (place !== 99_999) throw new Error('another row was looked at')
      return known.get('e')
    },
    placeOf: (uid: string) => ((asked += 1), uid === 'e' ? 99_999 : -1),
  }
  expect(anchorAfter(previous, next, self, 2, 40)).toEqual({ before: 4, after: 99_999 })
  expect(asked).toBe(3)
})
