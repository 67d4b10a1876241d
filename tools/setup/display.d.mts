export const virtualScreen: string[]
export function hasDisplay(platform: string, environment: Record<string, string | undefined>): boolean
