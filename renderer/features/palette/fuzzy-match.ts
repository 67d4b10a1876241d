/**
 * Fuzzy matching as in fzf: finds texts by some of their letters in order, so that `hrb` finds `Harbor`. The words of a
 * query may be in any order, and each must match.
 */

import { fold } from '../../../shared/search-text.ts'

/** More than anyone types. The rest is ignored. */
export const longestQuery = 64
/** How much of a text is searched. */
export const longestMatched = 300

const perLetter = 16
const atStart = 10
const afterBreak = 8
const atCapital = 6
const inRow = 6
/** The minimum average score per letter. Below it, the letters are scattered by chance. */
const leastPerLetter = 14
/** People begin with the first letters of a word. */
const firstInRow = 8
/** The penalties for a gap between matched letters: its start, and its length. */
const gapBegins = 3
const gapGrows = 1

/** Letters beyond ASCII as they are compared, since folding each anew takes long in many texts. */
const foldedLetters = new Map<string, string>()

function foldedLetter(letter: string): string {
  const known = foldedLetters.get(letter)
  if (known !== undefined) return known
  const folded = fold(letter)
  const kept = folded.length === letter.length ? folded : letter
  foldedLetters.set(letter, kept)
  return kept
}

/** Folded with the same indices: a letter that would become two, or none, stays unchanged. */
const lowered = (text: string): string =>
  text.replace(/[^\x00-\x7f]/gu, foldedLetter).replace(/[A-Z]+/g, (letters) => letters.toLowerCase())

/**
 * Whether a text contains the letters of a word in order. Compares whole characters, so that half an emoji never
 * matches.
 */
function holds(small: string, word: readonly string[]): boolean {
  let from = 0
  for (const letter of word) {
    const at = small.indexOf(letter, from)
    if (at < 0) return false
    from = at + letter.length
  }
  return true
}

/** Whether a word begins after a UTF-16 unit: a space, hyphen, dot, slash, bracket or quotation mark. */
const isBreak = (unit: number): boolean =>
  unit < 0x30 ||
  (unit > 0x39 && unit < 0x41) ||
  (unit > 0x5a && unit < 0x61) ||
  unit === 0x201c ||
  unit === 0x2014

/** The bonus for a letter's position: the beginning of a word counts more than its middle. */
function bonusAt(text: string, small: string, at: number): number {
  if (at === 0) return atStart
  const before = text.charCodeAt(at - 1)
  if (isBreak(before)) return afterBreak
  const isChanged = text.charCodeAt(at) !== small.charCodeAt(at)
  if (!isChanged || before !== small.charCodeAt(at - 1)) return 0
  return /\p{Lu}/u.test(text.charAt(at)) ? atCapital : 0
}

const none = -1_000_000

/** Buffers for matching a word, reused for each text, since allocating them costs more than the search. */
function createRoom(letters: number) {
  const worths = [new Int32Array(longestMatched), new Int32Array(longestMatched)] as const
  return {
    /** The score of each position as the end of the first letters. Two rows are enough. */
    worth: (row: number): Int32Array => (row % 2 === 0 ? worths[0] : worths[1]),
    /** The position of the previous letter, for each letter and position. */
    from: Array.from({ length: letters }, () => new Int16Array(longestMatched)),
  }
}
type Room = ReturnType<typeof createRoom>

/**
 * Where the best match of a word ends: of all positions of its last letter, the one with the highest score, including
 * the best scores of the letters before it. Takes time proportional to the product of both lengths.
 */
function bestWay(text: string, small: string, word: readonly string[], room: Room): number {
  for (const [row, letter] of word.entries()) {
    const worth = room.worth(row).fill(none, 0, small.length)
    const before = room.worth(row + 1)
    const from = room.from[row] as Int16Array
    const last = word[row - 1]?.length ?? 0
    const touch = row === 1 ? firstInRow : inRow
    let far = none
    let farFrom = -1
    for (let at = small.indexOf(letter), seen = 0; at >= 0; at = small.indexOf(letter, at + 1)) {
      if (row === 0) {
        worth[at] = perLetter + bonusAt(text, small, at)
        continue
      }
      // The best end of the previous letters that isn't adjacent to this one.
      for (; seen + last < at; seen++) {
        far -= gapGrows
        const near = (before[seen] as number) - gapBegins
        if (near < far) continue
        far = near
        farFrom = seen
      }
      const touching = at >= last ? (before[at - last] as number) + touch : none
      const best = touching >= far ? touching : far
      if (best <= none / 2) continue
      worth[at] = best + perLetter + bonusAt(text, small, at)
      from[at] = touching >= far ? at - last : farFrom
    }
  }
  return endOf(small.length, room.worth(word.length - 1))
}

/** The position where the best match ends. */
function endOf(width: number, worth: Int32Array): number {
  let end = 0
  for (let at = 1; at < width; at++) if ((worth[at] as number) > (worth[end] as number)) end = at
  return end
}

/** Traces back from the best end to the positions of all letters. */
function placesTo(end: number, word: readonly string[], { from }: Room): number[] {
  const places: number[] = []
  let at = end
  for (let row = word.length - 1; row >= 0; row--) {
    for (let unit = (word[row]?.length ?? 1) - 1; unit >= 0; unit--) places.push(at + unit)
    at = from[row]?.[at] ?? 0
  }
  return places
}

/** Matches one query against many texts. */
export function createMatcher(query: string) {
  const words = lowered(query.normalize('NFC').slice(0, longestQuery).trim())
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => Array.from(word))
  const room = createRoom(Math.max(0, ...words.map(({ length }) => length)))

  /** Matches all words and reports where the best match of each ends. `null` if one doesn't match. */
  function findWords(text: string, tell: (end: number, word: readonly string[]) => void): number | null {
    const small = lowered(text)
    for (const word of words) if (!holds(small, word)) return null
    let score = 0
    for (const word of words) {
      const end = bestWay(text, small, word, room)
      score += room.worth(word.length - 1)[end] ?? none
      tell(end, word)
    }
    return score
  }

  return {
    /** It has no letters and matches everything. */
    isEmpty: words.length === 0,
    /** Lower scores are chance matches. */
    least: leastPerLetter * words.reduce((sum, { length }) => sum + length, 0),
    /** The score of a text. `null` if it doesn't match. */
    score: (text: string): number | null => findWords(text.slice(0, longestMatched), () => undefined),
    /** The indices of matched UTF-16 units. Empty if it doesn't match. */
    places(text: string): number[] {
      const places: number[] = []
      findWords(text.slice(0, longestMatched), (end, word) => places.push(...placesTo(end, word, room)))
      return [...new Set(places)].toSorted((one, other) => one - other)
    },
  }
}

/** A part of a text, and whether it matched. */
interface MarkedPart {
  text: string
  isFound: boolean
}

/** Splits a text at its matched indices. */
export function markedParts(text: string, places: readonly number[]): MarkedPart[] {
  const found = new Set(places)
  const parts: MarkedPart[] = []
  for (let at = 0; at < text.length; at++) {
    const isFound = found.has(at)
    const last = parts.at(-1)
    if (last !== undefined && last.isFound === isFound) last.text += text.charAt(at)
    else parts.push({ text: text.charAt(at), isFound })
  }
  return parts
}
