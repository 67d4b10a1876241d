interface LockFile {
  packages: Record<string, { version?: string; integrity?: string; optional?: boolean }>
}

export function isInstalled(lock: LockFile | undefined, hidden: LockFile | undefined): boolean
