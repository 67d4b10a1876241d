import { isAbsolute, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { sandboxContext } from '../../shared/sandbox.ts'

/** What the command line asks for. Paths are made absolute from the folder of the call. */
export interface CommandLine {
  kubeconfig?: string
  context?: string
  /** `review FILE…`: the snapshots to show. */
  review?: string[]
}

/** More files than anyone looks at. */
const mostReviewed = 100
const longestPath = 4096

/** What a second start handed over, which is anyone's who may write to the lock: read like any input. */
export function readAsked(handed: unknown): CommandLine {
  if (typeof handed !== 'object' || handed === null) return {}
  const { kubeconfig, context, review } = handed as Record<string, unknown>
  const isText = (value: unknown): value is string =>
    typeof value === 'string' && value !== '' && value.length <= longestPath
  const isPath = (value: unknown) => isText(value) && isAbsolute(value) && !value.includes('\0')
  return {
    ...(isText(kubeconfig) ? { kubeconfig } : {}),
    ...(isText(context) ? { context } : {}),
    ...(Array.isArray(review) && review.length <= mostReviewed && review.every(isPath)
      ? { review: review as string[] }
      : {}),
  }
}

/** What stands behind the program, or where Electron runs one, behind its switches and the application's own file. */
export function ownArguments(argv: readonly string[], isPackaged: boolean): string[] {
  const rest = argv.slice(1)
  return isPackaged ? rest : rest.slice(rest.findIndex((each) => !each.startsWith('-')) + 1)
}

/** Reads our own options and leaves Chromium's and Electron's alone. */
export function readCommandLine(args: readonly string[], folder: string): CommandLine {
  const { values, positionals } = parseArgs({
    args: [...args],
    strict: false,
    allowPositionals: true,
    options: {
      kubeconfig: { type: 'string' },
      context: { type: 'string' },
      sandbox: { type: 'boolean' },
    },
  })
  const { kubeconfig } = values
  const [command, ...named] = positionals
  // The sandbox is a context like any other.
  const context = values.sandbox === true ? sandboxContext : values.context
  return {
    ...(typeof kubeconfig === 'string' && kubeconfig !== ''
      ? { kubeconfig: resolve(folder, kubeconfig) }
      : {}),
    ...(typeof context === 'string' && context !== '' ? { context } : {}),
    ...(command === 'review'
      ? { review: named.slice(0, mostReviewed).map((file) => resolve(folder, file)) }
      : {}),
  }
}
