import { expect, test } from 'vitest'
import { delimiters, encodings, lineEnds } from '../snapshot.ts'
import { delimiterTexts, encodingText, lineEndTexts, otherReadings, readAsText } from './read-as-text.ts'

test('what was chosen for a file is reported in words, and nothing otherwise', () => {
  expect(readAsText({})).toBe('')
  expect(readAsText({ encoding: 'KOI8-R', delimiter: ';', lineEnds: '\r', titlesAt: 0 })).toBe(
    'KOI8-R (Russian), columns separated by semicolons, rows ended with CR only, no titles',
  )
  expect(readAsText({ titlesAt: 1200 })).toBe('titles in line 1,200')
})

test('every choice has its own text', () => {
  expect(new Set(encodings.map(encodingText)).size).toBe(encodings.length)
  expect(new Set(delimiters.map((sign) => delimiterTexts[sign])).size).toBe(delimiters.length)
  expect(new Set(lineEnds.map((end) => lineEndTexts[end])).size).toBe(lineEnds.length)
})

test('what was guessed offers the other ways to read it, and nothing else does', () => {
  expect(
    otherReadings({ code: 'encoding-guessed', encoding: 'Windows-1251', others: ['KOI8-R', 'Mac Cyrillic'] }),
  ).toEqual([
    { label: 'Read as KOI8-R (Russian)', as: { encoding: 'KOI8-R' } },
    { label: 'Read as Mac Cyrillic', as: { encoding: 'Mac Cyrillic' } },
  ])
  expect(otherReadings({ code: 'delimiter-guessed', delimiter: ',', others: [';'] })).toEqual([
    { label: 'Read with semicolons', as: { delimiter: ';' } },
  ])
  expect(otherReadings({ code: 'line-ends-mixed', ends: { '\r\n': 2, '\n': 0, '\r': 1 } })).toEqual([
    { label: 'End rows with CR LF only', as: { lineEnds: '\r\n' } },
    { label: 'End rows with CR only', as: { lineEnds: '\r' } },
  ])
  expect(otherReadings({ code: 'lines-before-titles', lines: 2, firstLine: 3, titlesAt: 7 })).toEqual([
    { label: 'Use line 3 as titles', as: { titlesAt: 3 } },
  ])
  const dates = (isChosen: boolean) =>
    ({ code: 'dates-ambiguous', titles: ['Creation time'], readAs: 'day-first', isChosen }) as const
  expect(otherReadings({ ...dates(false), titles: ['Creation time'] })).toEqual([
    { label: 'Read dates day first', as: { dates: 'day-first' } },
    { label: 'Read dates month first', as: { dates: 'month-first' } },
  ])
  expect(otherReadings({ ...dates(true), titles: ['Creation time'] })).toEqual([
    { label: 'Read dates month first', as: { dates: 'month-first' } },
  ])
  expect(readAsText({ dates: 'month-first' })).toBe('dates month first')
  expect(otherReadings({ code: 'no-rows' })).toEqual([])
})
