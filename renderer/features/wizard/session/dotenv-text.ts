/**
 * Parses `.env` files. There is no standard and parsers differ, so that nothing is left out or interpreted without a
 * remark (`docs/decisions/env-files.md`).
 */

/** One assignment; `line` counts from 1. */
export interface DotenvEntry {
  key: string
  value: string
  line: number
}

/** A note about how the text was parsed. It contains no value. */
type DotenvRemark =
  /** Not an assignment: left out. */
  | 'not-read'
  /** An unclosed quote, or text after the closing one: the value is the unchanged line. */
  | 'quote-kept'
  /** A line within a quoted value looks like an assignment: the quote may have been part of the previous value. */
  | 'assignment-within'
  /** A `#` that belongs to the value, since no space precedes it. Some parsers end the value there. */
  | 'hash-kept'
  /** A comment after a value: left out. */
  | 'comment-cut'
  /** Escapes such as `\n` within double quotes were replaced. */
  | 'escapes-read'
  /** `$NAME` is kept as text. Shells and some parsers would replace it. */
  | 'dollar-kept'
  /** The key occurs again later. That one counts. */
  | 'key-again'

interface DotenvText {
  /** One per key, in the order of their lines. */
  entries: DotenvEntry[]
  /** The lines of each remark. */
  remarks: ReadonlyMap<DotenvRemark, readonly number[]>
}

const assignment = /^[ \t]*(?:export[ \t]+)?([^\s='"`#]+)[ \t]*=[ \t]*/
/** Excludes the end of base64, whose last line may end with `=` or `==`. */
const innerAssignment = /^[ \t]*(?:export[ \t]+)?[A-Za-z_][\w.-]*=(?!=?[ \t]*$)/
const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\', $: '$' }

/** The value after the quote at `start`, and the index after it. `null` if the quote isn't closed. */
function readQuoted(text: string, start: number): { raw: string; end: number } | null {
  const quote = text[start]
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\' && quote === '"') at += 1
    else if (text[at] === quote) return { raw: text.slice(start + 1, at), end: at + 1 }
  }
  return null
}

const lineEnd = (text: string, start: number): number => {
  const end = text.indexOf('\n', start)
  return end === -1 ? text.length : end
}

/** Parses everything. Skips a byte order mark, and reads every line break as a line feed. */
export function readDotenv(given: string): DotenvText {
  const text = given.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const found = new Map<string, DotenvEntry>()
  const remarks = new Map<DotenvRemark, number[]>()
  let line = 1

  function remark(what: DotenvRemark, at = line): void {
    remarks.set(what, [...(remarks.get(what) ?? []), at])
  }

  function bareValue(rest: string): string {
    const comment = /(?:^|[ \t])#/.exec(rest)
    const value = (comment === null ? rest : rest.slice(0, comment.index)).trim()
    if (comment !== null) remark('comment-cut')
    if (value.includes('#')) remark('hash-kept')
    return value
  }

  /** The value that begins at `start`, and the end of its last line. */
  function readValue(start: number): { value: string; end: number } {
    const isQuoted = /["'`]/.test(text[start] ?? '')
    const quoted = isQuoted ? readQuoted(text, start) : null
    const end = lineEnd(text, quoted?.end ?? start)
    const after = text.slice(quoted?.end ?? start, end)
    if (quoted === null || !/^[ \t]*(?:#.*)?$/.test(after)) {
      const ownEnd = lineEnd(text, start)
      const rest = text.slice(start, ownEnd)
      if (isQuoted) remark('quote-kept')
      // `KEY=#a`: a value that begins with `#` isn't a comment, which would need a space before it.
      const value = isQuoted
        ? rest.trim()
        : bareValue(/[ \t]/.test(text[start - 1] ?? '') ? rest : `\0${rest}`)
      return { value: value.replace(/^\0/, ''), end: ownEnd }
    }
    const inner = quoted.raw.split('\n').findIndex((own, at) => at > 0 && innerAssignment.test(own))
    if (inner !== -1) remark('assignment-within', line + inner)
    if (text[start] !== '"') return { value: quoted.raw, end }
    const value = quoted.raw.replace(/\\([nrt"\\$])/g, (_, name: string) => escapes[name] ?? '')
    if (value !== quoted.raw) remark('escapes-read')
    return { value, end }
  }

  for (let at = 0; at <= text.length;) {
    const own = text.slice(at, lineEnd(text, at))
    const [head = '', key = ''] = assignment.exec(own) ?? []
    if (head === '') {
      if (!/^[ \t]*(?:#|$)/.test(own)) remark('not-read')
      at += own.length + 1
      line += 1
      continue
    }
    const start = at + head.length
    const { value, end } = readValue(start)
    if (/\$[\w{(]/.test(value)) remark('dollar-kept')
    const earlier = found.get(key)
    if (earlier !== undefined) remark('key-again', earlier.line)
    // The order is that of the line that counts.
    found.delete(key)
    found.set(key, { key, value, line })
    line += text.slice(at, end).split('\n').length
    at = end + 1
  }
  return { entries: [...found.values()], remarks }
}

const words: Readonly<Record<DotenvRemark, string>> = {
  'not-read': 'not KEY=value, left out',
  'quote-kept': 'its quotes don’t match, so they’re kept as part of the value',
  'assignment-within': 'read as part of the value above, because its quote ends further down',
  'hash-kept': 'the # is part of the value, because there is no space before it',
  'comment-cut': 'a comment after the value, left out',
  'escapes-read': 'escape sequences such as \\n were replaced by the character they mean',
  'dollar-kept': '$ and the name after it aren’t replaced',
  'key-again': 'its key is repeated further down, and the last one counts',
}
const mostLines = 5

/** The remarks as sentences: `Line 3: not KEY=value, left out.` */
export function dotenvRemarkTexts(remarks: DotenvText['remarks']): string[] {
  return [...remarks].map(([what, lines]) => {
    const shown = lines.slice(0, mostLines).join(', ')
    const more = lines.length > mostLines ? ` and ${lines.length - mostLines} more` : ''
    return `${lines.length === 1 ? 'Line' : 'Lines'} ${shown}${more}: ${words[what]}.`
  })
}

/** Whether text pasted into the field of a key is a `.env` file rather than a key. */
export const looksLikeDotenv = (text: string): boolean =>
  text.split('\n').some((own) => assignment.test(own)) && text.trim().includes('=')
