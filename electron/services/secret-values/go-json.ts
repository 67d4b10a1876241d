/**
 * JSON as Go's `encoding/json` reads it into structs: in order, with duplicate names, and names in any letter case.
 * `JSON.parse` supports neither.
 */

/** Go doesn't parse deeper nesting. */
const deepest = 10_000

/** Whether Go accepts a text as JSON. */
export function isGoJson(text: string): boolean {
  try {
    JSON.parse(text)
  } catch {
    return false
  }
  return isShallow(text)
}

function isShallow(json: string): boolean {
  let depth = 0
  for (let at = 0; at < json.length; at += 1) {
    const character = json[at]
    if (character === '"') at = endOfText(json, at) - 1
    else if (character === '{' || character === '[') depth += 1
    else if (character === '}' || character === ']') depth -= 1
    if (depth > deepest) return false
  }
  return true
}

type JsonKind = 'object' | 'array' | 'text' | 'null' | 'other'

/** The kind of value in a valid JSON text. */
export function jsonKindOf(json: string): JsonKind {
  switch (json.trimStart()[0]) {
    case '{':
      return 'object'
    case '[':
      return 'array'
    case '"':
      return 'text'
    case 'n':
      return 'null'
    default:
      return 'other'
  }
}

/** The text of a JSON string. Invalid characters become the replacement character, as in Go. */
export const jsonTextOf = (json: string): string => (JSON.parse(json) as string).toWellFormed()

/** Whether Go decodes a member with this name into a field. Letter case is folded by Unicode's rules. */
export const isField = (name: string, field: string): boolean => new RegExp(`^${field}$`, 'iu').test(name)

/** The members of an object in a valid JSON text, including duplicates, each with its value as JSON. */
export function membersOf(json: string): { name: string; value: string }[] {
  const members: { name: string; value: string }[] = []
  let at = json.indexOf('{') + 1
  for (;;) {
    at = skipTo(json, at, /["}]/g)
    if (json[at] !== '"') return members
    const nameEnd = endOfText(json, at)
    const from = skipTo(json, skipTo(json, nameEnd, /:/g) + 1, /\S/g)
    const end = endOfValue(json, from)
    members.push({ name: jsonTextOf(json.slice(at, nameEnd)), value: json.slice(from, end) })
    at = end
  }
}

function skipTo(json: string, from: number, wanted: RegExp): number {
  wanted.lastIndex = from
  return wanted.exec(json)?.index ?? json.length
}

function endOfText(json: string, from: number): number {
  let at = from + 1
  while (at < json.length && json[at] !== '"') at += json[at] === '\\' ? 2 : 1
  return at + 1
}

function endOfValue(json: string, from: number): number {
  if (json[from] === '"') return endOfText(json, from)
  let depth = 0
  for (let at = from; at < json.length; at += 1) {
    const character = json[at]
    if (character === '"') at = endOfText(json, at) - 1
    else if (character === '{' || character === '[') depth += 1
    else if (character === '}' || character === ']') {
      // The end of the enclosing object.
      if (depth === 0) return at
      depth -= 1
      if (depth === 0) return at + 1
    } else if (character === ',' && depth === 0) return at
  }
  return json.length
}
