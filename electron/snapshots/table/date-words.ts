import type { Slices } from './slices.ts'

/**
 * The words that occur in dates, from the platform's language data (CLDR, through `Intl`), only for the Gregorian
 * calendar: months of other calendars don't count.
 */
export interface DateWords {
  /** The months that a word can mean; several if languages disagree, as for `listopad`. */
  months: Map<string, Set<number>>
  halves: Map<string, 'am' | 'pm'>
  /** Days of the week, and words between the parts: `de`, `klo`, `г`. */
  others: Set<string>
}

/** Languages in which spreadsheets write dates, with regions that write them differently. */
const languages =
  'en de fr it es pt nl sv nb nn da fi is et lv lt pl cs sk sl hr sr sr-Latn bs mk bg ro hu sq el tr az ru uk be kk ky uz ka hy he ar fa hi bn ta te kn ml mr gu pa th lo km my id ms fil ja ko zh zh-TW ca eu gl cy ga af sw zu am ne si mn ur pt-PT es-MX en-AU fr-CA de-AT ar-IQ'
    .split(' ')
    .map((language) => `${language}-u-ca-gregory-nu-latn`)

/** Normalizes a word for comparison: ignores case, compatibility forms and a trailing period. */
const foldWord = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\.$/, '')

const wordsIn = (text: string): string[] => foldWord(text).match(/[\p{L}\p{M}]+/gu) ?? []

const createWords = (): DateWords => ({ months: new Map(), halves: new Map(), others: new Set() })

function addLanguage(words: DateWords, language: string): void {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' })
  for (const style of ['long', 'short'] as const) {
    const whole = format({ weekday: style, day: 'numeric', month: style, year: 'numeric' })
    // A month can have another form without a day.
    const alone = format({ month: style })
    for (let month = 1; month <= 12; month += 1) {
      const first = Date.UTC(2026, month - 1, 1)
      addMonth(words, foldWord(alone.format(first)), month)
      addParts(words, whole.formatToParts(first), month)
    }
    const weekday = format({ weekday: style })
    for (let day = 1; day <= 7; day += 1) {
      const time = Date.UTC(2026, 0, day)
      addParts(words, [...whole.formatToParts(time), ...weekday.formatToParts(time)], null)
    }
  }
  for (const dateStyle of ['full', 'long', 'medium'] as const)
    addParts(words, format({ dateStyle, timeStyle: 'short' }).formatToParts(0), null)
  for (const half of ['am', 'pm'] as const) {
    const hour = Date.UTC(2026, 0, 1, half === 'am' ? 2 : 14)
    const parts = format({ hour: 'numeric', minute: 'numeric', hour12: true }).formatToParts(hour)
    for (const { type, value } of parts) if (type === 'dayPeriod') words.halves.set(squeezed(value), half)
  }
}

/** Treats `p. m.` and `P.M.` the same. */
export const squeezed = (text: string): string => foldWord(text).replace(/[.\s]/g, '')

function addMonth(words: DateWords, word: string, month: number): void {
  if (word === '' || /\d/.test(word)) return
  const known = words.months.get(squeezed(word))
  if (known === undefined) words.months.set(squeezed(word), new Set([month]))
  else known.add(month)
}

function addParts(words: DateWords, parts: Intl.DateTimeFormatPart[], month: number | null): void {
  parts.forEach(({ type, value }, at) => {
    if (type === 'month' && month !== null) {
      addMonth(words, foldWord(value), month)
      // In Hebrew a letter of the preceding literal belongs to the word.
      const joined = /[\p{L}\p{M}]+$/u.exec(parts[at - 1]?.value ?? '')
      if (joined !== null) addMonth(words, foldWord(joined[0] + value), month)
    }
    if (type === 'weekday') words.others.add(squeezed(value))
    if (type === 'weekday' || type === 'literal')
      for (const word of wordsIn(value)) words.others.add(squeezed(word))
  })
}

let english: DateWords | null = null
let all: DateWords | null = null

export function englishDateWords(): DateWords {
  if (english === null) {
    english = createWords()
    addLanguage(english, 'en-u-ca-gregory-nu-latn')
    // Short forms that people write besides the platform's.
    for (const [word, month] of [['sept', 9]] as const) addMonth(english, word, month)
    for (const word of ['tues', 'wednes', 'thur', 'thurs']) english.others.add(word)
  }
  return english
}

/** The words of all languages. The first call takes some time, in slices. */
export async function allDateWords(slices: Slices): Promise<DateWords> {
  if (all !== null) return all
  const words = createWords()
  const { months, others } = englishDateWords()
  for (const [word, of] of months) for (const month of of) addMonth(words, word, month)
  for (const word of others) words.others.add(word)
  for (const language of languages) {
    addLanguage(words, language)
    if (slices.isUp()) await slices.next()
  }
  all = words
  return words
}
