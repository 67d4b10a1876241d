import { isOfRefusals } from './refusal-words.ts'
import { encodedForms, formsOf, type ValueForms } from './value-forms.ts'

/** Removes values from the cluster's message about a write. */
export interface Mask {
  /** The words of a message that can't be part of a value. */
  message: (text: string) => string
  /** A name of a field or a webhook: unchanged, or completely hidden. */
  name: (text: string) => string
}

/** A match of this many consecutive characters, in any form, counts as part of a value. */
const pieceLength = 4
/**
 * A value has so many forms that every third name shares four characters with one by chance. Values are hardly ever
 * encoded in names, so a name may share up to five characters with a far form.
 */
const pieceLengthOfNames = 6
/** Longer values have too many forms to search for: messages about them are dropped. */
const longestLookedFor = 4096
/** Characters of a message that are examined. */
const messageLimit = 4096
const dots = '••••••••'

export const noMask: Mask = { message: (text) => text, name: (text) => text }

/**
 * Filters what a cluster says about a write that carried values. It doesn't remove values; it passes only words that
 * look like language and share no piece with any form of a value, and drops words in doubt. `packed` are texts with
 * values between words of ours, such as a Docker configuration: only their encoded forms are searched for.
 */
export function createMask(values: readonly string[], packed: readonly string[] = []): Mask {
  const looked = values.filter((value) => value !== '')
  if (looked.length === 0) return noMask
  const isTooLong = [...looked, ...packed].some((value) => value.length > longestLookedFor)
  const forms = (): ValueForms => {
    const all = looked.map(formsOf)
    const far = [...all.flatMap((each) => each.far), ...packed.flatMap(encodedForms)]
    return { near: all.flatMap((each) => each.near), far }
  }
  return {
    message: (text) => (isTooLong || text === '' ? '' : safeWords(text.slice(0, messageLimit), forms())),
    name: (text) => {
      if (text === '') return ''
      return isTooLong || sharesPiece(text, forms()) ? dots : text
    },
  }
}

function sharesPiece(name: string, { near, far }: ValueForms): boolean {
  const long = far.filter((form) => onlyLetters(form).length >= pieceLengthOfNames)
  const short = far.filter((form) => onlyLetters(form).length < pieceLengthOfNames)
  return (
    touchedBy([...near, ...short], [name], pieceLength).size > 0 ||
    touchedBy(long, [name], pieceLengthOfNames).size > 0
  )
}

function safeWords(text: string, { near, far }: ValueForms): string {
  const words = text.split(/\s+/).filter((word) => word !== '')
  if (text.length === messageLimit) words.pop()
  if (holdsShortValue(words, [...near, ...far])) return ''
  const isNear = touchedBy(near, words, pieceLength)
  const isFar = touchedBy(far, words, pieceLength)
  const bits = bitsAmong(words, near)
  let isHidden = false
  const told = words.flatMap((word, at) => {
    // A common word shares characters with far forms only by chance.
    const isTold = !isNear.has(at) && (!isFar.has(at) || isOfRefusals(word))
    const isSafe = isTold && looksLikeLanguage(word) && !bits.has(word)
    const shown = isSafe ? [word] : isHidden ? [] : [dots]
    isHidden = !isSafe
    return shown
  })
  return told.join(' ')
}

/**
 * Words that are shorter than a piece and occur in a value: spread over a message, they could reveal the value in
 * parts. If they have only a few characters in total, such as one number, they reveal no more than a piece may.
 */
function bitsAmong(words: readonly string[], near: readonly string[]): Set<string> {
  const texts = near.map(onlyLetters)
  const bits = words.filter((word) => {
    const bit = onlyLetters(word)
    const isShort = bit !== '' && bit.length < pieceLength
    return isShort && !isOfRefusals(word) && texts.some((text) => text.includes(bit))
  })
  return new Set(onlyLetters(bits.join('')).length < pieceLength ? [] : bits)
}

/** Masking a short value in its place would reveal it. */
function holdsShortValue(words: readonly string[], forms: readonly string[]): boolean {
  const short = new Set(forms.map(onlyLetters).filter((form) => form.length < pieceLength))
  const shortSigns = new Set(forms.map(folded).filter((form) => form.length < pieceLength))
  return words.some((word) => {
    const parts = word.split(/[^\p{L}\p{N}\p{M}]+/u).map(onlyLetters)
    return parts.some((part) => part !== '' && short.has(part)) || shortSigns.has(folded(word))
  })
}

/**
 * The indexes of the words that overlap a piece of a form. The words are searched joined, in lowercase and without
 * accents: once with all punctuation, once with only letters and digits.
 */
function touchedBy(forms: readonly string[], words: readonly string[], length: number): Set<number> {
  const touched = new Set<number>()
  for (const fold of [folded, onlyLetters]) {
    const pieces = piecesOf(words, fold, length)
    for (const form of forms) {
      const text = fold(form)
      for (let at = 0; at + length <= text.length; at += 1) {
        const found = pieces.get(text.slice(at, at + length))
        if (found !== undefined) for (const word of found) touched.add(word)
      }
    }
  }
  return touched
}

/**
 * All pieces of the joined words, with the words that each overlaps: completely or by at least two characters. A single
 * last character of a word before a value isn't part of the value.
 */
function piecesOf(
  words: readonly string[],
  fold: (text: string) => string,
  length: number,
): Map<string, number[]> {
  let text = ''
  const owners: number[] = []
  const lengths = words.map((word) => fold(word).length)
  for (const [at, word] of words.entries()) {
    const plain = fold(word)
    text += plain
    for (let count = 0; count < plain.length; count += 1) owners.push(at)
  }
  const pieces = new Map<string, number[]>()
  for (let at = 0; at + length <= text.length; at += 1) {
    const piece = text.slice(at, at + length)
    const covered = owners.slice(at, at + length)
    const touched = covered.filter(
      (word, place) => covered[place - 1] === word || covered[place + 1] === word || lengths[word] === 1,
    )
    pieces.set(piece, [...(pieces.get(piece) ?? []), ...touched])
  }
  return pieces
}

const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}\p{C}\s]/gu, '')
const onlyLetters = (text: string): string => folded(text).replace(/[^\p{L}\p{N}]/gu, '')

/** Letters in the case and word length of a language; short numbers and versions. */
const languagePart =
  /^(?:\p{Lu}?[\p{Ll}\p{Lo}\p{Lm}\p{M}]{1,24}|\p{Lu}?\p{Ll}+(?:\p{Lu}\p{Ll}{2,})+|\p{Lu}{1,8}s?|\d{1,10}|\p{L}{1,4}\d{1,2}\p{L}?)$/u

/** Whether a word can be part of a sentence, a field path or a name, and isn't encoded text. */
function looksLikeLanguage(word: string): boolean {
  const parts = word.split(/[^\p{L}\p{N}\p{M}]+/u).filter((part) => part !== '')
  return (
    word.length <= 253 &&
    parts.every((part) => languagePart.test(part)) &&
    !/[^\p{L}\p{N}\p{M}]{4,}/u.test(word)
  )
}
