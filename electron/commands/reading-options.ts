import { lastTitlesLine } from '../../shared/contract/snapshots.ts'
import {
  dateOrders,
  encodings,
  type Delimiter,
  type Encoding,
  type LineEnds,
  type ReadAs,
} from '../../shared/snapshot.ts'
import { UsageMistake } from './command.ts'
import { readChoice } from './read-arguments.ts'

/** How to read a file, as in the window's _Read as …_, and whether it may be large. */
export interface ReadingOptions {
  as: ReadAs
  evenIfLarge: boolean
}

/** The options for how files are read. */
export const formOptions = {
  encoding: { type: 'string', multiple: true },
  separator: { type: 'string', multiple: true },
  'line-ends': { type: 'string', multiple: true },
  'titles-at': { type: 'string', multiple: true },
  dates: { type: 'string', multiple: true },
} as const
type Name = keyof typeof formOptions
type FormValues = Partial<Record<Name, string[] | undefined>>

/** The same, for commands that read single files. */
export const readingOptions = { ...formOptions, 'even-if-large': { type: 'boolean' } } as const
type Values = FormValues & { 'even-if-large'?: boolean | undefined }

const separators: ReadonlyMap<string, Delimiter> = new Map([
  ['comma', ','],
  ['semicolon', ';'],
  ['tab', '\t'],
  ['pipe', '|'],
  ['colon', ':'],
  ['space', ' '],
  ['caret', '^'],
  ['tilde', '~'],
])
const lineEndWords: ReadonlyMap<string, LineEnds> = new Map([
  ['any', 'any'],
  ['crlf', '\r\n'],
  ['lf', '\n'],
  ['cr', '\r'],
])

/** Their part of `--help`. */
export const formUsage = `  --encoding NAME      read the file in this encoding: ${encodings.slice(0, 3).join(', ')}, Windows-1251, Shift-JIS, …
  --separator SIGN     the character between cells, or ${[...separators.keys()].join(', ')}
  --line-ends KIND     the row ending: ${[...lineEndWords.keys()].join(', ')}
  --titles-at LINE     the line with the titles; 0 for none
  --dates ORDER        how dates such as 03/04/2026 are read: ${dateOrders.join(' or ')}`

export const readingUsage = `${formUsage}
  --even-if-large      read a file even if it needs much of the memory
Anything not given is detected, and guesses are reported.`

/**
 * How to read each of `files` files. An option that is given once applies to all of them; given once per file, it
 * applies in order.
 */
export function readForms(values: FormValues, files: number): ReadAs[] {
  return Array.from({ length: files }, (_, file) => {
    const of = <V>(name: Name, read: (text: string) => V): V | undefined => {
      const given = values[name] ?? []
      if (given.length > 1 && given.length !== files)
        throw new UsageMistake(`--${name} is given once, or once for each file.`)
      const text = given.length === files ? given[file] : given[0]
      return text === undefined ? undefined : read(text)
    }
    return {
      encoding: of('encoding', readEncoding),
      delimiter: of('separator', readSeparator),
      lineEnds: of('line-ends', (text) => readWord('line-ends', text, lineEndWords)),
      titlesAt: of('titles-at', readLine),
      dates: of('dates', (text) => readChoice('dates', text, dateOrders)),
    }
  })
}

/** The reading options of each of `files` files. */
export const readReading = (values: Values, files: number): ReadingOptions[] =>
  readForms(values, files).map((as) => ({ as, evenIfLarge: values['even-if-large'] === true }))

const folded = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '')

function readEncoding(text: string): Encoding {
  const found = encodings.find((each) => folded(each) === folded(text))
  if (found !== undefined) return found
  throw new UsageMistake(`--encoding takes one of: ${encodings.join(', ')}.`)
}

function readSeparator(text: string): Delimiter {
  const sign = [...separators.values()].find((each) => each === text)
  return sign ?? readWord('separator', text, separators)
}

function readWord<V>(name: Name, text: string, words: ReadonlyMap<string, V>): V {
  const found = words.get(text.toLowerCase())
  if (found !== undefined) return found
  throw new UsageMistake(`--${name} takes one of: ${[...words.keys()].join(', ')}.`)
}

function readLine(text: string): number {
  const line = /^\d{1,7}$/.test(text) ? Number(text) : Infinity
  if (line <= lastTitlesLine) return line
  throw new UsageMistake(`--titles-at takes a line from 0 to ${lastTitlesLine}.`)
}
