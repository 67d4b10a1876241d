import { hasInvisible } from '../../../../shared/visible-text.ts'

/** Space characters that look like the usual one. */
const oddSpace = /(?! )\p{Zs}/u

const nameOf = (character: string): string => {
  if (character === '\n' || character === '\r') return 'a line break'
  return character === '\t' ? 'a tab' : 'a space'
}

/** Likely mistakes at the ends of a text that is saved unchanged, such as copied whitespace. `''` for none. */
export function endsRemark(text: string): string {
  if (text !== '' && text.trim() === '') return 'Contains only spaces.'
  const [first, last] = [/^\s/.exec(text)?.[0], /\s$/.exec(text)?.[0]].map((end) => end && nameOf(end))
  if (first === undefined && last === undefined) return ''
  if (first === last) return `Starts and ends with ${first}.`
  return [first && `Starts with ${first}.`, last && `Ends with ${last}.`].filter(Boolean).join(' ')
}

/** Like `endsRemark`, for invisible characters and unusual spaces anywhere in the text. */
export function hiddenRemark(text: string): string {
  if (hasInvisible(text.replace(/[\t\r\n]/g, ''))) return 'Contains an invisible character.'
  return oddSpace.test(text.trim()) ? 'Contains an unusual space character.' : ''
}
