import { goQuote } from '../words/go-text.ts'
import { labelValueProblems, qualifiedNameProblems } from '../objects/names.ts'
import type { Texts } from '../objects/kube-object.ts'
import { readTokens } from './selector-tokens.ts'
import type { Token, TokenReader } from './selector-tokens.ts'

/** Whether labels match. */
export type LabelSelector = (labels: Texts) => boolean

/** A text that isn't a selector, in the API's words. */
export class SelectorError extends Error {}

type Operator = 'in' | 'notin' | '=' | '==' | '!=' | '>' | '<' | 'exists' | '!'

interface Requirement {
  key: string
  operator: Operator
  values: ReadonlySet<string>
}

/** Parses a selector such as `app in (a, b),!old`; `null` for an empty one, which matches everything. */
export function parseLabelSelector(text: string): LabelSelector | null {
  const requirements = readRequirements(readTokens(text))
  if (requirements.length === 0) return null
  return (labels) => requirements.every((requirement) => isMet(requirement, labels))
}

function isMet({ key, operator, values }: Requirement, labels: Texts): boolean {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined
  switch (operator) {
    case 'exists':
      return value !== undefined
    case '!':
      return value === undefined
    case 'in':
    case '=':
    case '==':
      return value !== undefined && values.has(value)
    case 'notin':
    case '!=':
      return value === undefined || !values.has(value)
    case '>':
    case '<':
      return isBeyond(value, operator, [...values][0] ?? '')
  }
}

const integer = /^[+-]?\d+$/

function isBeyond(value: string | undefined, operator: '>' | '<', than: string): boolean {
  if (value === undefined || !integer.test(value)) return false
  return operator === '>' ? BigInt(value) > BigInt(than) : BigInt(value) < BigInt(than)
}

const isStart = ({ kind }: Token) => kind === 'text' || kind === '!'

function readRequirements(tokens: TokenReader): Requirement[] {
  const requirements: Requirement[] = []
  for (;;) {
    const first = tokens.peekValue()
    if (first.kind === 'end') return requirements
    if (!isStart(first))
      throw new SelectorError(`found '${first.text}', expected: !, identifier, or 'end of string'`)
    requirements.push(readRequirement(tokens))
    const next = tokens.takeValue()
    if (next.kind === 'end') return requirements
    if (next.kind !== ',') throw new SelectorError(`found '${next.text}', expected: ',' or 'end of string'`)
    const after = tokens.peekValue()
    if (!isStart(after)) throw new SelectorError(`found '${after.text}', expected: identifier after ','`)
  }
}

function readRequirement(tokens: TokenReader): Requirement {
  try {
    const isNegated = tokens.peekValue().kind === '!'
    if (isNegated) tokens.takeValue()
    const key = readKey(tokens)
    const { kind } = tokens.peekValue()
    if (kind === 'end' || kind === ',') {
      return { key, operator: isNegated ? '!' : 'exists', values: new Set() }
    }
    if (isNegated) return { key, operator: '!', values: new Set() }
    return readComparison(tokens, key)
  } catch (error) {
    if (error instanceof SelectorError)
      throw new SelectorError(`unable to parse requirement: ${error.message}`)
    throw error
  }
}

function readKey(tokens: TokenReader): string {
  const { kind, text } = tokens.takeValue()
  if (kind !== 'text') throw new SelectorError(`found '${text}', expected: identifier`)
  const problems = qualifiedNameProblems(text)
  if (problems.length > 0) {
    throw new SelectorError(`invalid label key ${goQuote(text)}: ${problems.join('; ')}`)
  }
  return text
}

function readComparison(tokens: TokenReader, key: string): Requirement {
  const { kind, text } = tokens.take()
  switch (kind) {
    case 'in':
    case 'notin':
      return checked({ key, operator: kind, values: readValues(tokens) })
    case '=':
    case '==':
    case '!=':
    case '>':
    case '<':
      return checked({ key, operator: kind, values: new Set([readValue(tokens)]) })
    default:
      throw new SelectorError(`found '${text}', expected: '=', '!=', '==', 'in', notin'`)
  }
}

function checked(requirement: Requirement): Requirement {
  const { key, operator, values } = requirement
  if ((operator === '>' || operator === '<') && ![...values].every((value) => integer.test(value))) {
    throw new SelectorError("for 'Gt', 'Lt' operators, the value must be an integer")
  }
  for (const value of [...values].sort()) {
    const problems = labelValueProblems(value)
    if (problems.length === 0) continue
    throw new SelectorError(
      `invalid label value: ${goQuote(value)}: at key: ${goQuote(key)}: ${problems.join('; ')}`,
    )
  }
  return requirement
}

function readValue(tokens: TokenReader): string {
  const next = tokens.peekValue()
  if (next.kind === 'end' || next.kind === ',') return ''
  tokens.takeValue()
  if (next.kind !== 'text') throw new SelectorError(`found '${next.text}', expected: identifier`)
  return next.text
}

function readValues(tokens: TokenReader): ReadonlySet<string> {
  const open = tokens.takeValue()
  if (open.kind !== '(') throw new SelectorError(`found '${open.text}' expected: '('`)
  const first = tokens.peekValue()
  if (first.kind === ')') {
    tokens.takeValue()
    return new Set([''])
  }
  if (first.kind !== 'text' && first.kind !== ',') {
    throw new SelectorError(`found '${first.text}', expected: ',', ')' or identifier`)
  }
  const values = readList(tokens)
  if (tokens.takeValue().kind !== ')') throw new SelectorError(`found '${first.text}', expected: ')'`)
  return values
}

/** Values between commas; two consecutive commas enclose an empty value. */
function readList(tokens: TokenReader): ReadonlySet<string> {
  const values = new Set<string>()
  for (;;) {
    const { kind, text } = tokens.takeValue()
    if (kind === 'text') {
      values.add(text)
      const next = tokens.peekValue()
      if (next.kind === ')') return values
      if (next.kind !== ',') throw new SelectorError(`found '${next.text}', expected: ',' or ')'`)
    } else if (kind === ',') {
      if (values.size === 0) values.add('')
      const next = tokens.peekValue()
      if (next.kind === ')') return values.add('')
      if (next.kind === ',') {
        tokens.takeValue()
        values.add('')
      }
    } else {
      throw new SelectorError(`found '${text}', expected: ',', or identifier`)
    }
  }
}
