import type { KubeObject } from '../objects/kube-object.ts'
import type { Resource } from '../objects/resource.ts'
import { SelectorError } from './label-selector.ts'

export interface FieldSelector {
  matches: (object: KubeObject) => boolean
  /** The name it requires, if any. */
  name: string | null
}

interface Term {
  field: string
  isEqual: boolean
  value: string
}

/** Parses a selector such as `type=Opaque,metadata.name!=x`; `null` for an empty one. */
export function parseFieldSelector(text: string, { selectable }: Resource): FieldSelector | null {
  const terms = splitTerms(text)
    .sort()
    .filter((term) => term !== '')
    .map((term) => readTerm(term, text))
  if (terms.length === 0) return null
  const known = terms.filter(({ field, value }) => field !== '' || value !== '')
  for (const { field } of known) {
    if (!Object.hasOwn(selectable, field)) throw new SelectorError(unknownField(field, selectable))
  }
  const name = known.find(({ field, isEqual }) => field === 'metadata.name' && isEqual)?.value ?? null
  const matches = (object: KubeObject) =>
    known.every(({ field, isEqual, value }) => (selectable[field]?.(object) === value) === isEqual)
  return { matches, name }
}

/** Kinds without their own selectable fields have another message. */
function unknownField(field: string, selectable: Resource['selectable']): string {
  const usual = ['metadata.name', 'metadata.namespace']
  const isUsual = Object.keys(selectable).every((name) => usual.includes(name))
  return isUsual && Object.keys(selectable).length === usual.length
    ? `${JSON.stringify(field)} is not a known field selector: only ${usual.map((name) => `"${name}"`).join(', ')}`
    : `field label not supported: ${field}`
}

/** Splits at commas; a backslash escapes the next character. */
function splitTerms(text: string): string[] {
  const terms: string[] = []
  let term = ''
  let isEscaped = false
  for (const character of text) {
    if (!isEscaped && character === ',') {
      terms.push(term)
      term = ''
      continue
    }
    term += character
    isEscaped = !isEscaped && character === '\\'
  }
  return [...terms, term]
}

function readTerm(term: string, selector: string): Term {
  const found = /^(.*?)(!=|==|=)(.*)$/s.exec(term)
  if (found === null) {
    throw new SelectorError(`invalid selector: '${selector}'; can't understand '${term}'`)
  }
  const [, field = '', operator = '', value = ''] = found
  return { field, isEqual: operator !== '!=', value: unescape(value) }
}

function unescape(value: string): string {
  let plain = ''
  let isEscaped = false
  for (const character of value) {
    if (isEscaped) {
      if (!/^[\\,=]$/.test(character)) throw wrongEscape(`\\${character}`)
      plain += character
      isEscaped = false
    } else if (character === '\\') {
      isEscaped = true
    } else if (character === ',' || character === '=') {
      const code = character.codePointAt(0) ?? 0
      throw new SelectorError(`invalid field selector: unescaped character in value: ${code}`)
    } else {
      plain += character
    }
  }
  if (isEscaped) throw wrongEscape('\\')
  return plain
}

const wrongEscape = (sequence: string) =>
  new SelectorError(`invalid field selector: invalid escape sequence: ${sequence}`)
