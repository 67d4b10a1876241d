/** Maximum characters (code points) of a credential name and description. */
export const credentialNameLimit = 253
export const descriptionLimit = 250
/** Maximum bytes of all values of a secret. The API server refuses more. */
export const valueLimit = 1024 * 1024

export type TextProblem = 'empty' | 'too-long' | 'control-character' | 'outer-space' | 'broken-character'

/** Any printable text in one line. `null` if it is valid. */
export function credentialNameProblem(name: string): TextProblem | null {
  if (name.trim() === '') return 'empty'
  if (!name.isWellFormed()) return 'broken-character'
  if (/[\p{Cc}\u2028\u2029]/u.test(name)) return 'control-character'
  if (name !== name.trim()) return 'outer-space'
  return lengthOf(name) > credentialNameLimit ? 'too-long' : null
}

/** Any text up to its limit, including several lines. */
export function descriptionProblem(description: string): TextProblem | null {
  if (!description.isWellFormed()) return 'broken-character'
  return lengthOf(description) > descriptionLimit ? 'too-long' : null
}

/** A value may contain any character and is kept byte for byte. */
export function valueProblem(value: string): TextProblem | null {
  if (value === '') return 'empty'
  if (!value.isWellFormed()) return 'broken-character'
  return new TextEncoder().encode(value).length > valueLimit ? 'too-long' : null
}

/** Number of code points, so that a simple emoji counts as one. */
export const lengthOf = (text: string): number => Array.from(text).length

/** Removes the line breaks that terminals and editors add at the end of pasted text. */
export const withoutTrailingNewline = (text: string): string => text.replace(/(?:\r\n|\n|\r)$/, '')
