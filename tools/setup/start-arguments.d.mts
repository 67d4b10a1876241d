export class UsageError extends Error {}

export const startUsage: string

export type StartArguments =
  | { kind: 'help' | 'version' }
  | { kind: 'snapshot'; rest: string[] }
  | {
      kind: 'window'
      application: string[]
      isElectronAskedFor: boolean
      picture: string | undefined
      seconds: number
      kubeconfig: string | undefined
      namesPlace: boolean
    }

export function readStartArguments(args: readonly string[]): StartArguments
