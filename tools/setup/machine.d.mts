export function findOnPath(name: string): string | undefined
export function isDebianAsRoot(): boolean
export function cacheFolder(platform: string, environment: NodeJS.ProcessEnv): string
export function temporaryForSockets(): string
