export function findOnPath(name: string, environment?: NodeJS.ProcessEnv): string | undefined
export function isProgram(path: string): boolean
export function isDebianAsRoot(): boolean
export function cacheFolder(platform: string, environment: NodeJS.ProcessEnv): string
