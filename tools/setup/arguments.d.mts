export function readArguments(args: string[]): {
  isElectronAskedFor: boolean
  isSnapshot: boolean
  application: string[]
}
export function readSuites(args: string[]): string[]
