import { byteLength } from '../words/go-text.ts'

/** Checks of names: each returns the API's messages, one for each broken rule. */

const label = '[a-z0-9]([-a-z0-9]*[a-z0-9])?'
const subdomain = `${label}(\\.${label})*`
const qualified = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]'
const dataKey = '[-._a-zA-Z0-9]+'

const whole = (pattern: string) => new RegExp(`^${pattern}$`)
const labelPattern = whole(label)
const subdomainPattern = whole(subdomain)
const qualifiedPattern = whole(qualified)
const labelValuePattern = whole(`(${qualified})?`)
const dataKeyPattern = whole(dataKey)

const isOver = (text: string, most: number) => byteLength(text) > most
const overLength = (most: number) => `must be no more than ${most} characters`

function mismatch(rule: string, pattern: string, ...examples: string[]): string {
  const shown = examples.map((example, index) => `${index === 0 ? '' : ' or '}'${example}', `).join('')
  return `${rule} (e.g. ${shown}regex used for validation is '${pattern}')`
}

const alphanumeric =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character"
const qualifiedMismatch = mismatch(alphanumeric, qualified, 'MyName', 'my.name', '123-abc')
const labelValueMismatch = mismatch(
  `a valid label must be an empty string or ${alphanumeric.replace(/^must /, '')}`,
  `(${qualified})?`,
  'MyValue',
  'my_value',
  '12345',
)
const subdomainMismatch = mismatch(
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
  subdomain,
  'example.com',
)
const labelMismatch = mismatch(
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character",
  label,
  'my-name',
  '123-abc',
)
const dataKeyMismatch = mismatch(
  "a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
  dataKey,
  'key.name',
  'KEY_NAME',
  'key-name',
)

function check(text: string, most: number, pattern: RegExp, words: string): string[] {
  return [...(isOver(text, most) ? [overLength(most)] : []), ...(pattern.test(text) ? [] : [words])]
}

/** A rule for names; `isPrefix`: a suffix will be added, so the name can end with a dash. */
export type NameRule = (name: string, isPrefix: boolean) => string[]

const maskDash = (name: string) => (name.endsWith('-') ? `${name.slice(0, -2)}a` : name)

export const subdomainName: NameRule = (name, isPrefix) =>
  check(isPrefix ? maskDash(name) : name, 253, subdomainPattern, subdomainMismatch)

export const labelName: NameRule = (name, isPrefix) =>
  check(isPrefix ? maskDash(name) : name, 63, labelPattern, labelMismatch)

/** Whether a name can be part of a path. */
export function pathSegmentProblems(name: string): string[] {
  if (name === '.' || name === '..') return [`may not be '${name}'`]
  return ['/', '%'].filter((part) => name.includes(part)).map((part) => `may not contain '${part}'`)
}

/** Problems with a key of a label or an annotation, or with a finalizer: a name with an optional domain prefix. */
export function qualifiedNameProblems(text: string): string[] {
  const parts = text.split('/')
  if (parts.length > 2) {
    return [
      `a qualified name ${qualifiedMismatch} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ]
  }
  const name = parts.at(-1) ?? ''
  const prefix = parts.length === 2 ? (parts[0] ?? '') : null
  return [
    ...(prefix === null ? [] : prefixProblems(prefix).map((words) => `prefix part ${words}`)),
    ...nameProblems(name).map((words) => `name part ${words}`),
  ]
}

const prefixProblems = (prefix: string) =>
  prefix === '' ? ['must be non-empty'] : subdomainName(prefix, false)

function nameProblems(name: string): string[] {
  const length = name === '' ? ['must be non-empty'] : isOver(name, 63) ? [overLength(63)] : []
  return [...length, ...(qualifiedPattern.test(name) ? [] : [qualifiedMismatch])]
}

export const labelValueProblems = (value: string): string[] =>
  check(value, 63, labelValuePattern, labelValueMismatch)

/** Problems with a key of a Secret's data. */
export function dataKeyProblems(key: string): string[] {
  const climbing =
    key === '.' || key === '..'
      ? [`must not be '${key}'`]
      : key.startsWith('..')
        ? ["must not start with '..'"]
        : []
  return [...check(key, 253, dataKeyPattern, dataKeyMismatch), ...climbing]
}
