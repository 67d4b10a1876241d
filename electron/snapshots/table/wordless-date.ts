import { englishDateWords, squeezed, type DateWords } from './date-words.ts'

/** A text of numbers and signs, and the meaning of its words. */
interface WordlessDate {
  /** With ASCII digits; the month is a number between `<` and `>`. */
  text: string
  /** From the time of day: am or pm. */
  half: 'am' | 'pm' | null
}

const cjkDate = /(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]?/u
const cjkClock = /(\d{1,2})\s*[時时點点시]\s*(\d\d?)\s*[分분](?:\s*(\d\d?)\s*[秒초])?/u

const word = String.raw`[\p{L}\p{M}](?:[\p{L}\p{M}.'’׳॰]|-(?=\p{L}))*`
const eachWord = new RegExp(word, 'gu')
const behindClock = new RegExp(String.raw`(\d{1,2}[:.]\d\d(?:[:.]\d\d)?)\s*(${word}(?:\s${word})?)`, 'u')
const beforeClock = new RegExp(String.raw`(${word}(?:\s${word})?)\s*(?=\d{1,2}\s*[:時时點点시])`, 'u')

/** Letters that belong to a time's notation: they stay. */
const isSign = (found: string, before: string): boolean =>
  /^(?:t|z|utc|gmt)$/i.test(found) || (/^(?:st|nd|rd|th)$/i.test(found) && /\d$/.test(before))

/**
 * Removes the words from a date. `null` if a word doesn't belong in a date, or means different months in different
 * languages. `knownWords` are the English ones by default.
 */
export function wordlessDate(text: string, knownWords?: DateWords): WordlessDate | null {
  const plain = asciiDigits(text.normalize('NFKC').replace(/[\u200e\u200f\u061c<>]/g, ''))
    .replace(/[،、]/g, ',')
    .replace(/\s*\([^()]*\)\s*$/, '')
    .trim()
  if (!/[\p{L}\p{M}]/u.test(plain)) return { text: plain, half: null }
  // The platform takes a moment to return a language's words, and most texts contain none.
  const words = knownWords ?? englishDateWords()
  const { rest, half } = withoutHalf(plain, words)
  const dated = rest
    .replace(cjkDate, '$1-$2-$3 ')
    .replace(cjkClock, (_, hour: string, minute: string, second: string | undefined) =>
      [hour, minute, ...(second === undefined ? [] : [second])]
        .map((part) => part.padStart(2, '0'))
        .join(':'),
    )
  const read = withMonth(dated, words)
  return read === null ? null : { text: read.replace(/\s+/g, ' ').trim(), half }
}

/** The decimal digits of every script are consecutive, from zero to nine. */
const asciiDigits = (text: string): string =>
  text.replace(/[^\0-\x7f]/gu, (sign) => {
    if (!/\p{Nd}/u.test(sign)) return sign
    let zero = sign.codePointAt(0) ?? 0
    const own = zero
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && own - zero < 9) zero -= 1
    return String(own - zero)
  })

function withoutHalf(text: string, { halves }: DateWords): { rest: string; half: WordlessDate['half'] } {
  const behind = behindClock.exec(text)
  if (behind !== null) {
    const [whole, clock = '', told = ''] = behind
    // One word or two: `PM`, `p. m.`
    for (const candidate of [told, told.split(/\s/, 1)[0] ?? '']) {
      const half = halves.get(squeezed(candidate))
      if (half === undefined) continue
      const from = behind.index + clock.length
      const to = behind.index + whole.length - (told.length - candidate.length)
      return { rest: `${text.slice(0, from)} ${text.slice(to)}`, half }
    }
  }
  const before = beforeClock.exec(text)
  const [whole = '', told = ''] = before ?? []
  for (const candidate of [told, told.split(/\s/).at(-1) ?? '']) {
    const half = halves.get(squeezed(candidate))
    // English words follow the time; before a time, `am` is German and Welsh for “at”.
    if (before === null || half === undefined || /^[ap]m$/.test(squeezed(candidate))) continue
    const from = before.index + told.length - candidate.length
    return { rest: `${text.slice(0, from)} ${text.slice(before.index + whole.length)}`, half }
  }
  return { rest: text, half: null }
}

interface FoundWord {
  from: number
  to: number
  months: ReadonlySet<number> | undefined
  isOther: boolean
}

function withMonth(text: string, words: DateWords): string | null {
  const found = findWords(text, words)
  if (found.some(({ months, isOther }) => months === undefined && !isOther)) return null
  const dated = found.filter(({ months }) => months !== undefined)
  // `mar` is March and, in Spanish, Tuesday.
  const sure = dated.length > 1 ? dated.filter(({ isOther }) => !isOther) : dated
  if (dated.length > 0 && sure.length !== 1) return null
  const [month] = sure
  if (month?.months !== undefined && month.months.size > 1) return null
  let read = ''
  let from = 0
  for (const each of found) {
    read += text.slice(from, each.from)
    if (each === month) read += `<${[...(month.months ?? [])].join('')}>`
    from = each.to
  }
  return read + text.slice(from)
}

const isOther = (word: string, others: ReadonlySet<string>): boolean =>
  others.has(word) || word.split(/['’]/).every((part) => others.has(part))

function findWords(text: string, { months, others }: DateWords): FoundWord[] {
  const all = [...text.matchAll(eachWord)].map(({ 0: found, index }) => ({
    from: index,
    to: index + found.length,
    own: squeezed(found),
    isSign: isSign(found, text.slice(0, index)),
  }))
  const found: FoundWord[] = []
  for (let at = 0; at < all.length; at += 1) {
    const first = all[at]
    if (first === undefined || first.isSign) continue
    const second = all[at + 1]
    // Some names of months are two words.
    const pair = second === undefined ? undefined : months.get(first.own + second.own)
    if (second !== undefined && pair !== undefined && text.slice(first.to, second.from) === ' ') {
      found.push({ from: first.from, to: second.to, months: pair, isOther: false })
      at += 1
      continue
    }
    found.push({
      from: first.from,
      to: first.to,
      months: months.get(first.own),
      isOther: isOther(first.own, others) && !/\d/.test(text.charAt(first.to)),
    })
  }
  return found
}
