export function readSuites(args: string[]): string[]
