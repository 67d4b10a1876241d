import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { sandboxContext } from '../../shared/sandbox.ts'

/** What the command line asks for. Paths are made absolute from the folder of the call. */
export interface CommandLine {
  kubeconfig?: string
  context?: string
}

/** What a second start handed over, which is anyone's who may write to the lock: read like any input. */
export function readAsked(handed: unknown): CommandLine {
  if (typeof handed !== 'object' || handed === null) return {}
  const text = (name: keyof CommandLine) => {
    const value: unknown = (handed as Record<string, unknown>)[name]
    return typeof value === 'string' && value !== '' && value.length <= 4096 ? { [name]: value } : {}
  }
  return { ...text('kubeconfig'), ...text('context') }
}

/** Reads our own options and leaves Chromium's and Electron's alone. */
export function readCommandLine(args: readonly string[], folder: string): CommandLine {
  const { values } = parseArgs({
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
  // The sandbox is a context like any other.
  const context = values.sandbox === true ? sandboxContext : values.context
  return {
    ...(typeof kubeconfig === 'string' && kubeconfig !== ''
      ? { kubeconfig: resolve(folder, kubeconfig) }
      : {}),
    ...(typeof context === 'string' && context !== '' ? { context } : {}),
  }
}
