import { expect, test } from 'vitest'
import { sectionInSight } from './section-in-sight.ts'

const at = (top: number) => ({ getBoundingClientRect: () => ({ top }) })
const body = (scrollTop: number) => ({ ...at(100), scrollTop, scrollHeight: 900, clientHeight: 300 })
const sections = (...tops: number[]) =>
  tops.map((top, place) => ({ dataset: { section: `s${place}` }, ...at(top) }))

test('the section in sight is the last one that begins at the upper edge or above', () => {
  expect(sectionInSight(body(0), sections(116, 400, 700))).toBe('s0')
  expect(sectionInSight(body(200), sections(-84, 120, 500))).toBe('s1')
})

test('it is the first one while none has reached the edge', () => {
  expect(sectionInSight(body(0), sections(250, 400))).toBe('s0')
})

test('at the end it is the last one, however short that is', () => {
  expect(sectionInSight(body(600), sections(-484, -200, 380))).toBe('s2')
})

test('what has nothing to scroll is at its beginning', () => {
  expect(sectionInSight({ ...body(0), scrollHeight: 300 }, sections(116, 250))).toBe('s0')
})

test('without sections there is none', () => {
  expect(sectionInSight(body(0), [])).toBe('')
})
