export class UsageError extends Error {}

export const startUsage: string

type StartArguments =
  | { kind: 'help' | 'version' }
  | { kind: 'command'; args: string[] }
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

export const devUsage: string

type DevArguments =
  | { kind: 'help' }
  | {
      kind: 'window'
      application: string[]
      isElectronAskedFor: boolean
      port: number | undefined
      inspector: string[]
    }

export function readDevArguments(args: readonly string[]): DevArguments
