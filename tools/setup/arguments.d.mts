export function readArguments(args: string[]): { isElectronAskedFor: boolean; application: string[] }
export function readSuites(args: string[]): string[]
