import { readYaml } from '../kubeconfig/kubeconfig-yaml.ts'

/** The fields of an ExecCredential as client-go decodes them; missing fields are empty. */
export interface ExecCredential {
  kind: string
  apiVersion: string
  /** `null` if the answer has none. */
  status: Readonly<Record<StatusField, string>> | null
}

type StatusField = (typeof statusFields)[number]
const statusFields = ['token', 'clientCertificateData', 'clientKeyData', 'expirationTimestamp'] as const

/** Why an answer can't be used; the message contains none of its content. */
export class UnusableAnswer extends Error {}

/**
 * Parses a plugin's output like client-go: JSON if it begins with a brace, else YAML, of which the first document
 * counts. Field names are case-sensitive, except `kind` and `apiVersion`; the last of duplicate fields counts, and
 * duplicate `status` objects are merged. Unknown fields are ignored. A field of the wrong type is an error even if a
 * later duplicate is right. Throws `UnusableAnswer`.
 */
export function readExecCredential(output: string): ExecCredential {
  if (output.trim() === '') throw new UnusableAnswer('nothing printed')
  const text = beginsWithBrace.test(output) ? requireJson(output) : JSON.stringify(fromYaml(output))
  if (!text.trimStart().startsWith('{')) throw new UnusableAnswer('no ExecCredential')
  const answer: ExecCredential = { kind: '', apiVersion: '', status: null }
  for (const [name, value] of membersOf(text)) {
    if (/^kind$/i.test(name)) answer.kind = textOf(name, value)
    else if (/^apiVersion$/i.test(name)) answer.apiVersion = textOf(name, value)
    else if (name === 'status') answer.status = withStatus(answer.status, value)
    else if (name === 'spec') requireSpec(value)
  }
  return answer
}

/** All characters that Go's `unicode.IsSpace` skips; after them a brace means JSON. */
const beginsWithBrace = /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*\{/

function requireJson(text: string): string {
  try {
    JSON.parse(text)
    return text
  } catch {
    throw new UnusableAnswer('no JSON')
  }
}

function fromYaml(text: string): unknown {
  return readYaml(text, () => new UnusableAnswer('neither JSON nor YAML')).value
}

function withStatus(before: ExecCredential['status'], text: string): ExecCredential['status'] {
  if (text === 'null') return null
  if (!text.startsWith('{')) throw new UnusableAnswer('status')
  const status = {
    token: '',
    clientCertificateData: '',
    clientKeyData: '',
    expirationTimestamp: '',
    ...before,
  }
  for (const [name, value] of membersOf(text)) {
    const field = statusFields.find((known) => known === name)
    if (field === undefined) continue
    if (field !== 'expirationTimestamp') {
      // A null leaves the text unchanged.
      if (value !== 'null') status[field] = textOf(`status.${field}`, value)
      continue
    }
    status[field] = value === 'null' ? '' : textOf(`status.${field}`, value)
    if (value !== 'null' && goTime(status[field]) === null) {
      throw new UnusableAnswer('status.expirationTimestamp')
    }
  }
  return status
}

function requireSpec(text: string): void {
  if (text === 'null') return
  if (!text.startsWith('{')) throw new UnusableAnswer('spec')
  const wrong = membersOf(text).find(
    ([name, value]) =>
      (name === 'interactive' && !/^(true|false|null)$/.test(value)) ||
      (name === 'cluster' && value !== 'null' && !value.startsWith('{')),
  )
  if (wrong !== undefined) throw new UnusableAnswer(`spec.${wrong[0]}`)
}

function textOf(field: string, json: string): string {
  const value: unknown = JSON.parse(json)
  if (value === null) return ''
  if (typeof value !== 'string') throw new UnusableAnswer(field)
  return value
}

/** The members of a valid JSON object in order, including duplicate names, which `JSON.parse` drops. */
function membersOf(json: string): [name: string, value: string][] {
  const members: [string, string][] = []
  let depth = 0
  let start = 0
  let name: string | null = null
  for (let at = 0; at < json.length; at += 1) {
    const character = json[at]
    if (character === '"') at = endOfText(json, at)
    else if (character === '{' || character === '[') {
      depth += 1
      if (depth === 1) start = at + 1
    } else if (depth === 1 && character === ':' && name === null) {
      name = String(JSON.parse(json.slice(start, at)))
      start = at + 1
    } else if (character === '}' || character === ']' || (depth === 1 && character === ',')) {
      if (depth === 1 && name !== null) members.push([name, json.slice(start, at).trim()])
      if (depth === 1) [name, start] = [null, at + 1]
      if (character !== ',') depth -= 1
    }
  }
  return members
}

/** The index of the closing quote of a text. */
function endOfText(json: string, quote: number): number {
  let at = quote + 1
  while (at < json.length && json[at] !== '"') at += json[at] === '\\' ? 2 : 1
  return at
}

const rfc3339 = /^(\d{4})-(\d\d)-(\d\d)T(\d{1,2}):(\d\d):(\d\d)(?:[.,](\d+))?(?:Z|([+-])(\d\d):(\d\d))$/

/**
 * Parses RFC 3339 like Go's `time.Parse`: uppercase T and Z, existing days of the month, hours with one digit allowed.
 * Returns milliseconds since 1970, `null` for anything else.
 */
export function goTime(text: string): number | null {
  const match = rfc3339.exec(text)
  if (match === null) return null
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number)
  const [offsetHours, offsetMinutes] = [Number(match[9] ?? 0), Number(match[10] ?? 0)]
  if (hour > 23 || minute > 59 || second > 59 || offsetHours > 24 || offsetMinutes > 60) return null
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null
  const offset = (offsetHours * 60 + offsetMinutes) * (match[8] === '-' ? -1 : 1)
  const fraction = Math.floor(Number(`0.${match[7] ?? '0'}`) * 1000)
  return date.getTime() + ((hour * 60 + minute - offset) * 60 + second) * 1000 + fraction
}
