export const virtualScreen: string[]
export const specsScreen: string[]
export function hasDisplay(platform: string, environment: Record<string, string | undefined>): boolean
