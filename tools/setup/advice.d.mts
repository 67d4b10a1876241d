export function waysToWindow(given: string[]): string[]
