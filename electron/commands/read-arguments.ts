import { resolve } from 'node:path'
import { parseArgs, type ParseArgsConfig } from 'node:util'
import { UsageMistake, type AskedFile } from './command.ts'

/** How long a cluster may take if the command line doesn’t say. */
export const usualSeconds = 300
const mostSeconds = 86_400

/** Options of Electron and Chromium, if they started the application, and the location of the user data. */
const others =
  /^--(user-data-dir=|(ozone-platform|no-sandbox|disable-gpu|headless|inspect|remote-debugging-[a-z]+)(=|$))/
const userDataOption = '--user-data-dir'

/** What most commands can print. */
export const printedFormats = ['text', 'json'] as const

/** The options of all commands that read a cluster. */
export const clusterOptions = {
  context: { type: 'string' },
  kubeconfig: { type: 'string' },
  sandbox: { type: 'boolean' },
  timeout: { type: 'string' },
} as const

/** Parses a command's own options, and positional arguments if `allowPositionals` is true. Throws a `UsageMistake`. */
export function readOptions<const O extends NonNullable<ParseArgsConfig['options']>, const P extends boolean>(
  args: readonly string[],
  options: O,
  allowPositionals: P,
) {
  const end = args.indexOf('--')
  const own = args.filter((each, at) => (end >= 0 && at > end) || !others.test(each))
  if (own.includes(userDataOption))
    throw new UsageMistake(`${userDataOption} needs a value, in one word: ${userDataOption}=DIR.`)
  try {
    return parseArgs({ args: own, strict: true, tokens: true, allowPositionals, options })
  } catch (error) {
    throw new UsageMistake(mistakeText((error as Error).message))
  }
}

/** Node's message about an argument in one sentence that names it. */
function mistakeText(message: string): string {
  const [, option = '', problem] = /^Option '(--[^ ']+).* argument (missing|is ambiguous)/.exec(message) ?? []
  if (problem === 'missing') return `${option} needs a value.`
  if (problem !== undefined)
    return `${option} needs a value. If it begins with a dash, write ${option}=VALUE.`
  const [first = ''] = message.split(/\.\s/)
  return first.replace(/\.?$/, '.')
}

/** Parses the time limit for a cluster, in seconds. */
export function readSeconds(text: string | undefined): number {
  const seconds = Number(text ?? usualSeconds)
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= mostSeconds) return seconds
  throw new UsageMistake(`--timeout takes whole seconds from 1 to ${mostSeconds}.`)
}

/** Resolves to an absolute path; `undefined` if none was given. */
export const readPath = (text: string | undefined, folder: string): string | undefined =>
  text === undefined || text === '' ? undefined : resolve(folder, text)

/** Parses one of the given choices. */
export function readChoice<C extends string>(name: string, text: string, choices: readonly C[]): C {
  const chosen = choices.find((choice) => choice === text)
  if (chosen !== undefined) return chosen
  throw new UsageMistake(`--${name} takes one of: ${choices.join(', ')}.`)
}

/** A file given on the command line; `-` is standard input. */
export function askedFile(word: string, folder: string): AskedFile {
  if (word === '') throw new UsageMistake('A file name is empty.')
  return word === '-' ? { kind: 'input' } : { kind: 'file', path: resolve(folder, word) }
}
