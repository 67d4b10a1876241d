import { resolve } from 'node:path'
import { parseArgs, type ParseArgsConfig } from 'node:util'
import { UsageMistake, type AskedFile } from './command.ts'

const usualSeconds = 300
const mostSeconds = 86_400

/** Of Electron and Chromium, where the application was started by them; and where the user's data lies. */
const others =
  /^--(user-data-dir|ozone-platform|no-sandbox|disable-gpu|headless|inspect|remote-debugging-[a-z]+)(=|$)/

/** The options of each command that reads a cluster. */
export const clusterOptions = {
  context: { type: 'string' },
  kubeconfig: { type: 'string' },
  sandbox: { type: 'boolean' },
  timeout: { type: 'string' },
} as const

/** Parses a command's own options, and its words where `allowPositionals` is true. Throws a `UsageMistake`. */
export function readOptions<const O extends NonNullable<ParseArgsConfig['options']>, const P extends boolean>(
  args: readonly string[],
  options: O,
  allowPositionals: P,
) {
  const end = args.indexOf('--')
  const own = args.filter((each, at) => (end >= 0 && at > end) || !others.test(each))
  try {
    return parseArgs({ args: own, strict: true, tokens: true, allowPositionals, options })
  } catch (error) {
    // Of what Node says, the first sentence names the option.
    const [message = ''] = (error as Error).message.split('. ')
    throw new UsageMistake(message.replace(/\.?$/, '.'))
  }
}

/** Seconds that a cluster may take. */
export function readSeconds(text: string | undefined): number {
  const seconds = Number(text ?? usualSeconds)
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= mostSeconds) return seconds
  throw new UsageMistake(`--timeout takes whole seconds from 1 to ${mostSeconds}.`)
}

/** An absolute path; `undefined` for none. */
export const readPath = (text: string | undefined, folder: string): string | undefined =>
  text === undefined || text === '' ? undefined : resolve(folder, text)

/** One of some words. */
export function readChoice<C extends string>(name: string, text: string, choices: readonly C[]): C {
  const chosen = choices.find((choice) => choice === text)
  if (chosen !== undefined) return chosen
  throw new UsageMistake(`--${name} takes one of: ${choices.join(', ')}.`)
}

/** A file as a command line names it; `-` is the standard input. */
export function askedFile(word: string, folder: string): AskedFile {
  if (word === '') throw new UsageMistake('A file name is empty.')
  return word === '-' ? { kind: 'input' } : { kind: 'file', path: resolve(folder, word) }
}
