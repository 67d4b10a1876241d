import { describe, expect, it } from 'vitest'
import { allDateWords } from './date-words.ts'
import { hasShortYear, readTime } from './read-times.ts'
import { createSlices } from './slices.ts'
import { readText, rowsOf } from '../testing/read-text.ts'

const days = [
  [2026, 8, 27, 14, 3, 22],
  [2025, 0, 5, 0, 7, 0],
  [2024, 1, 29, 12, 0, 9],
  [2026, 2, 3, 3, 4, 5],
  [2023, 4, 30, 23, 59, 58],
  [2022, 9, 1, 11, 30, 0],
  [2021, 11, 31, 13, 1, 2],
  [2020, 5, 16, 9, 9, 9],
  [2019, 6, 8, 10, 10, 10],
  [2026, 3, 10, 16, 20, 24],
  [2026, 7, 22, 17, 21, 25],
  [2026, 10, 11, 18, 22, 26],
] as const

const styles = ['full', 'long', 'medium', 'short'] as const
const gregorian =
  'en en-GB de fr it es es-MX pt pt-PT nl sv nb da fi is et lv lt pl cs sk sl hr sr bs mk bg ro hu sq el tr az ru uk be kk ky uz ka hy he ar hi bn ta te kn ml mr gu pa lo km my id ms fil ja ko zh zh-TW ca gl cy ga af sw zu ne si mn ur vi lb fo yo'.split(
    ' ',
  )
/** These languages write two-digit years first; a remark says that the last part was read as the year. */
const yearFirst = ['ne']
const others = [
  'th',
  'fa',
  'ar-SA-u-ca-islamic-umalqura',
  'ja-u-ca-japanese',
  'zh-TW-u-ca-roc',
  'he-u-ca-hebrew',
  'hi-u-ca-indian',
  'ar-EG-u-ca-coptic',
]

/** All forms in which the platform writes these days in a language, with their meaning. */
function* written(language: string) {
  for (const dateStyle of styles)
    for (const timeStyle of [undefined, 'short', 'medium'] as const) {
      const format = new Intl.DateTimeFormat(language, { dateStyle, ...(timeStyle && { timeStyle }) })
      const parts = format.formatToParts(0).map(({ type }) => type)
      const order = parts.indexOf('month') < parts.indexOf('day') ? 'month-first' : 'day-first'
      for (const [year, month, day, hour, minute, second] of days) {
        const whole = new Date(year, month, day, hour, minute, second)
        const meant = new Date(
          year,
          month,
          day,
          ...(timeStyle === undefined ? [] : timeStyle === 'short' ? [hour, minute] : [hour, minute, second]),
        )
        const iso = meant.toISOString()
        yield {
          text: format.format(whole),
          order,
          meant: timeStyle === 'medium' ? `${iso.slice(0, 19)}Z` : `${iso.slice(0, 16)}Z`,
        } as const
      }
    }
}

describe('dates of other languages', () => {
  it('are read as what they mean or not at all, and most of them are read', async () => {
    const words = await allDateWords(createSlices())
    const wrong: string[] = []
    let read = 0
    let all = 0
    for (const language of gregorian) {
      for (const { text, order, meant } of written(`${language}-u-ca-gregory`)) {
        const found = readTime(text, order, words)
        all += 1
        if (yearFirst.includes(language) && hasShortYear(text, words)) continue
        if (found === meant) read += 1
        else if (found !== null) wrong.push(`${language}: ${text} is read as ${found}`)
      }
    }
    expect(wrong).toEqual([])
    expect(read / all).toBeGreaterThan(0.9)
  })

  it('are not read in another calendar', async () => {
    const words = await allDateWords(createSlices())
    const wrong: string[] = []
    for (const calendar of others)
      for (const { text, order } of written(calendar)) {
        const found = readTime(text, order, words)
        if (found !== null) wrong.push(`${calendar}: ${text} is read as ${found}`)
      }
    expect(wrong).toEqual([])
  })

  it('stay text with a remark where they are not read', async () => {
    const times = ['27 сентября 2026 г., 14:03', '27 กันยายน 2569', '۱۴۰۵/۷/۵']
    const { table, snapshot } = await readText(
      `Credential;Creation time\n${times.map((time) => `x;${time}\n`).join('')}`,
    )
    const read = new Date(2026, 8, 27, 14, 3).toISOString().slice(0, 16)
    expect(rowsOf(table).map((row) => row[1])).toEqual([`${read}Z`, ...times.slice(1)])
    expect(rowsOf(table, 'all').map((row) => row[2] !== '')).toEqual([true, false, false])
    expect(snapshot.remarks).toEqual([
      { code: 'times-unread', titles: ['Creation time'], rows: 2, examples: times.slice(1) },
    ])
  })
})
