import { isAbsolute, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readCredentialAddress, type CredentialAddress } from '../../shared/credential-address.ts'
import { isCredentialLink, readCredentialLink } from '../../shared/contract/credential-link.ts'
import { visibleStart } from '../../shared/visible-text.ts'
import { sandboxContext } from '../../shared/sandbox.ts'

/** What the command line asks for. Relative paths are resolved from the caller's folder. */
export interface CommandLine {
  kubeconfig?: string
  context?: string
  /** `review FILE…`: the snapshots to show. */
  review?: string[]
  /** The credential whose details are shown. */
  credential?: CredentialAddress
}

/** More files than anyone reviews at once. */
const mostReviewed = 100
const longestPath = 4096

/**
 * Reads what a second start handed over. Anyone who can write to the lock can send this, so it is validated like any
 * input.
 */
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

/** The arguments after the program or, where Electron runs an application folder, after its switches and that path. */
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

/** Why the command line can't be used, as a sentence; `null` if it can. */
export function commandLineProblem(args: readonly string[]): string | null {
  const { values, positionals } = parse(args)
  const { credential } = values
  const [word = ''] = positionals
  if (isCredentialLink(word) && readCredentialLink(word) === null)
    return 'This isn’t a credential address. Use credenza:NAMESPACE/NAME, optionally followed by ?context=CONTEXT.'
  if (credential === undefined || readCredentialAddress(String(credential)) !== null) return null
  return '--credential takes NAMESPACE/NAME: the namespace and the Kubernetes name of its secret, such as runai-vision/harbor-pull.'
}

/** Reads our own options and ignores Chromium's and Electron's. */
export function readCommandLine(args: readonly string[], folder: string): CommandLine {
  const { values, positionals } = parse(args)
  const { kubeconfig } = values
  const [command = '', ...named] = positionals
  const link = readCredentialLink(command)
  const credential =
    link ?? (typeof values.credential === 'string' ? readCredentialAddress(values.credential) : null)
  // The sandbox is a context like any other.
  const context = link?.context ?? (values.sandbox === true ? sandboxContext : values.context)
  return {
    ...(typeof kubeconfig === 'string' && kubeconfig !== ''
      ? { kubeconfig: resolve(folder, kubeconfig) }
      : {}),
    ...(typeof context === 'string' && context !== '' ? { context } : {}),
    ...(command === 'review'
      ? { review: named.slice(0, mostReviewed).map((file) => resolve(folder, file)) }
      : {}),
    ...(credential === null
      ? {}
      : { credential: { namespace: credential.namespace, name: credential.name } }),
  }
}

const usage = `Usage: credenza [options]
       credenza credenza:NAMESPACE/NAME[?context=CONTEXT]
       credenza review FILE…
       credenza COMMAND …    (without a window: snapshot, compare, history, read or activity; COMMAND --help)

Opens Credenza.

  --kubeconfig FILE    this kubeconfig instead of kubectl’s default places
  --context NAME       the context to open
  --credential NAMESPACE/NAME
                       the credential to show, by its secret
  --sandbox            the sandbox: a cluster inside the application
  --user-data-dir=DIR  where Credenza keeps its settings
  --version, --help`

/** The text to print instead of opening the window; `null` to open the window. */
export function textAskedFor(args: readonly string[], version: string): string | null {
  const end = args.indexOf('--')
  const own = args.slice(0, end < 0 ? args.length : end)
  if (own.some((each) => each === '--help' || each === '-h')) return usage
  return own.includes('--version') ? version : null
}

/**
 * Options that neither Credenza nor (to our knowledge) Electron or Chromium has, safe to show in a terminal. They are
 * reported and ignored.
 */
export function unknownOptions(args: readonly string[]): string[] {
  const known = new RegExp(`^--(${Object.keys(ownOptions).join('|')}|help|version)(=|$)`)
  const ofChromium =
    /^--?(user-data-dir|password-store|no-[a-z-]+|in-process-[a-z]+|gtk-version|ozone-[a-z-]+|headless|inspect[a-z-]*|remote-[a-z-]+|lang|force-[a-z-]+|enable-[a-z-]+|disable-[a-z-]+|use-[a-z-]+|proxy-[a-z-]+|log-[a-z-]+|v|vmodule|psn_.*|squirrel-[a-z]+|allow-[a-z-]+|original-process-start-time|high-dpi-[a-z-]+|js-flags|type|trace-[a-z-]+|class|name|display)(=|$)/
  const end = args.indexOf('--')
  return args
    .slice(0, end < 0 ? args.length : end)
    .filter(
      (each) =>
        each.startsWith('-') && each !== '-' && each !== '-h' && !known.test(each) && !ofChromium.test(each),
    )
    .slice(0, 10)
    .map((each) => visibleStart(each, 100))
}
