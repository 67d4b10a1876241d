/** Longest credential name and description, in characters as people count them (code points). */
export const credentialNameLimit = 253
export const descriptionLimit = 250
/** Most bytes that the values of one secret may have together; the API server refuses more. */
export const valueLimit = 1024 * 1024

export type TextProblem = 'empty' | 'too-long' | 'control-character' | 'outer-space' | 'broken-character'

/** Any printable text, in one line; `null` if nothing is wrong with it. */
export function credentialNameProblem(name: string): TextProblem | null {
  if (name.trim() === '') return 'empty'
  if (!name.isWellFormed()) return 'broken-character'
  if (/[\p{Cc}\u2028\u2029]/u.test(name)) return 'control-character'
  if (name !== name.trim()) return 'outer-space'
  return lengthOf(name) > credentialNameLimit ? 'too-long' : null
}

/** Any text of up to its limit, of several lines too. */
export function descriptionProblem(description: string): TextProblem | null {
  if (!description.isWellFormed()) return 'broken-character'
  return lengthOf(description) > descriptionLimit ? 'too-long' : null
}

/** A value may hold any character; it is kept byte for byte. */
export function valueProblem(value: string): TextProblem | null {
  if (value === '') return 'empty'
  if (!value.isWellFormed()) return 'broken-character'
  return new TextEncoder().encode(value).length > valueLimit ? 'too-long' : null
}

/** Characters as people count them: an emoji of one code point is one. */
export const lengthOf = (text: string): number => Array.from(text).length

/** What was pasted with a line break at its end, as terminals and editors add one; the rest stays as it is. */
export const withoutTrailingNewline = (text: string): string => text.replace(/(?:\r\n|\n|\r)$/, '')
