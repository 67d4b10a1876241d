/** Letters that Unicode doesn’t take apart, as people write them without these keys, and the other form of the sigma. */
const plainLetters = new Map(
  Object.entries({
    ...{ ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th' },
    ...{ ø: 'o', ł: 'l', đ: 'd', ð: 'd', ħ: 'h', ŧ: 't', ı: 'i', ς: 'σ' },
  }),
)
const anyPlainLetter = new RegExp(`[${[...plainLetters.keys()].join('')}]`, 'g')

/** Lower case without accents, so that “muller” finds “Müller” and “lodz” finds “Łódź”. */
export function fold(text: string): string {
  // Most text is ASCII and needs no decomposition.
  if (/^[\x00-\x7f]*$/.test(text)) return text.toLowerCase()
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(anyPlainLetter, (letter) => plainLetters.get(letter) ?? letter)
}

/** A key that sorts text as people expect: ignoring case and accents, with numbers by value. */
export function sortText(text: string): string {
  const folded = fold(text)
  return /\d/.test(folded) ? folded.replace(/\d+/g, numberKey) : folded
}

/** Compares as the number does: its length, by nines of eight digits each and the rest, precedes the digits. */
function numberKey(digits: string): string {
  const value = digits.replace(/^0+(?=\d)/, '')
  const last = value.length - 1
  return `${'9'.repeat(Math.floor(last / 8))}${(last % 8) + 1}${value}`
}

/** The folded words of a search. */
export const searchWords = (search: string): string[] => fold(search).split(/\s+/).filter(Boolean)

/** Returns a test whether a text contains every word of a search. An empty search finds everything. */
export function textTest(search: string): (text: string) => boolean {
  const words = searchWords(search)
  return (text) => {
    const folded = words.length === 0 ? '' : fold(text)
    return words.every((word) => folded.includes(word))
  }
}
