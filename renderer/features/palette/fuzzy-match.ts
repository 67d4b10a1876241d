/**
 * Finds texts by some of their letters in their order, as in fzf: `hrb` finds `Harbor`. The words of a query may stand
 * in any order; each must be found.
 */

/** More than anyone types; what follows does not count. */
export const longestQuery = 64
/** So much of a text is looked at. */
export const longestMatched = 300

const perLetter = 16
const atStart = 10
const afterBreak = 8
const atCapital = 6
const inRow = 6
/** What a letter is worth at least, on average: less is letters that are strewn over a text by chance. */
const leastPerLetter = 14
/** Who types letters of a word begins with those at its beginning. */
const firstInRow = 8
/** For what lies between two letters that were found: its beginning, and its length. */
const gapBegins = 3
const gapGrows = 1

/** In lowercase letters, at the same places: a letter that has two small ones stays as it is. */
function lowered(text: string): string {
  const small = text.toLowerCase()
  if (small.length === text.length) return small
  return Array.from(text, (letter) => {
    const one = letter.toLowerCase()
    return one.length === letter.length ? one : letter
  }).join('')
}

/** Whether the letters of a word are in a text in their order. Whole characters: an emoji is never found by half. */
function holds(small: string, word: readonly string[]): boolean {
  let from = 0
  for (const letter of word) {
    const at = small.indexOf(letter, from)
    if (at < 0) return false
    from = at + letter.length
  }
  return true
}

/** Whether a word begins behind a UTF-16 unit: behind a space, a hyphen, a dot, a slash, a bracket or a quotation mark. */
const isBreak = (unit: number): boolean =>
  unit < 0x30 ||
  (unit > 0x39 && unit < 0x41) ||
  (unit > 0x5a && unit < 0x61) ||
  unit === 0x201c ||
  unit === 0x2014

/** What a letter is worth where it stands: the beginning of a word says more than its middle. */
function bonusAt(text: string, small: string, at: number): number {
  if (at === 0) return atStart
  const before = text.charCodeAt(at - 1)
  if (isBreak(before)) return afterBreak
  const isCapital = text.charCodeAt(at) !== small.charCodeAt(at)
  return isCapital && before === small.charCodeAt(at - 1) ? atCapital : 0
}

const none = -1_000_000

/** Room to find a word in, used again for each text: making it again costs more than the search. */
function createRoom(letters: number) {
  const worths = [new Int32Array(longestMatched), new Int32Array(longestMatched)] as const
  return {
    /** What each place is worth as the end of the first letters; two are enough. */
    worth: (row: number): Int32Array => (row % 2 === 0 ? worths[0] : worths[1]),
    /** Where the letter before stands, for each letter and place. */
    from: Array.from({ length: letters }, () => new Int16Array(longestMatched)),
  }
}
type Room = ReturnType<typeof createRoom>

/**
 * The place where the best way to find a word ends: of all places where its last letter may stand, the one that is worth most, with what the
 * letters before it are worth at best. Costs the length of the word times that of the text.
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
      // The best end of the letters before this one that does not touch it.
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

/** The place where the best way ends. */
function endOf(width: number, worth: Int32Array): number {
  let end = 0
  for (let at = 1; at < width; at++) if ((worth[at] as number) > (worth[end] as number)) end = at
  return end
}

/** Goes back from the best end to the places of all letters. */
function placesTo(end: number, word: readonly string[], { from }: Room): number[] {
  const places: number[] = []
  let at = end
  for (let row = word.length - 1; row >= 0; row--) {
    for (let unit = (word[row]?.length ?? 1) - 1; unit >= 0; unit--) places.push(at + unit)
    at = from[row]?.[at] ?? 0
  }
  return places
}

/** Finds one query in many texts. */
export function createMatcher(query: string) {
  const words = lowered(query.slice(0, longestQuery).trim())
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => Array.from(word))
  const room = createRoom(Math.max(0, ...words.map(({ length }) => length)))

  /** Finds all words; each that is found is told with the place where its best way ends. `null` if one is not. */
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
    /** It has no letters: it is found in everything. */
    isEmpty: words.length === 0,
    /** A score below is one by chance. */
    least: leastPerLetter * words.reduce((sum, { length }) => sum + length, 0),
    /** How well a text is found; `null` if it is not. */
    score: (text: string): number | null => findWords(text.slice(0, longestMatched), () => undefined),
    /** The places of the UTF-16 units that are found; none where the text is not. */
    places(text: string): number[] {
      const places: number[] = []
      findWords(text.slice(0, longestMatched), (end, word) => places.push(...placesTo(end, word, room)))
      return [...new Set(places)].toSorted((one, other) => one - other)
    },
  }
}

export type Matcher = ReturnType<typeof createMatcher>

/** A part of a text, and whether its letters were found. */
export interface MarkedPart {
  text: string
  isFound: boolean
}

/** A text in parts, from the places that were found in it. */
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
