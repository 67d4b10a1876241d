import { isAbsolute, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readCredentialAddress, type CredentialAddress } from '../../shared/credential-address.ts'
import { sandboxContext } from '../../shared/sandbox.ts'

/** What the command line asks for. Paths are made absolute from the folder of the call. */
export interface CommandLine {
  kubeconfig?: string
  context?: string
  /** `review FILE…`: the snapshots to show. */
  review?: string[]
  /** The credential whose details to show. */
  credential?: CredentialAddress
}

/** More files than anyone looks at. */
const mostReviewed = 100
const longestPath = 4096

/** What a second start handed over, which is anyone's who may write to the lock: read like any input. */
export function readAsked(handed: unknown): CommandLine {
  if (typeof handed !== 'object' || handed === null) return {}
  const { kubeconfig, context, review, credential } = handed as Record<string, unknown>
  const address = readHandedAddress(credential)
  const isText = (value: unknown): value is string =>
    typeof value === 'string' && value !== '' && value.length <= longestPath
  const isPath = (value: unknown) => isText(value) && isAbsolute(value) && !value.includes('\0')
  return {
    ...(isText(kubeconfig) ? { kubeconfig } : {}),
    ...(isText(context) ? { context } : {}),
    ...(Array.isArray(review) && review.length <= mostReviewed && review.every(isPath)
      ? { review: review as string[] }
      : {}),
    ...(address === null ? {} : { credential: address }),
  }
}

function readHandedAddress(handed: unknown): CredentialAddress | null {
  if (typeof handed !== 'object' || handed === null) return null
  const { namespace, name } = handed as Record<string, unknown>
  return typeof namespace === 'string' && typeof name === 'string'
    ? readCredentialAddress(`${namespace}/${name}`)
    : null
}

/** What stands behind the program, or where Electron runs one, behind its switches and the application's own file. */
export function ownArguments(argv: readonly string[], isPackaged: boolean): string[] {
  const rest = argv.slice(1)
  return isPackaged ? rest : rest.slice(rest.findIndex((each) => !each.startsWith('-')) + 1)
}

const ownOptions = {
  kubeconfig: { type: 'string' },
  context: { type: 'string' },
  sandbox: { type: 'boolean' },
  credential: { type: 'string' },
} as const

const parse = (args: readonly string[]) =>
  parseArgs({ args: [...args], strict: false, allowPositionals: true, options: ownOptions })

/** Why the command line can't be used, in a sentence; `null` where it can. */
export function commandLineProblem(args: readonly string[]): string | null {
  const { credential } = parse(args).values
  if (credential === undefined || readCredentialAddress(String(credential)) !== null) return null
  return '--credential takes NAMESPACE/NAME: the namespace and the Kubernetes name of its secret, such as runai-vision/harbor-pull.'
}

/** Reads our own options and leaves Chromium's and Electron's alone. */
export function readCommandLine(args: readonly string[], folder: string): CommandLine {
  const { values, positionals } = parse(args)
  const { kubeconfig } = values
  const credential = typeof values.credential === 'string' ? readCredentialAddress(values.credential) : null
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
    ...(credential === null ? {} : { credential }),
  }
}
