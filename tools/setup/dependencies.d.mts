interface LockFile {
  packages: Record<
    string,
    { version?: string; integrity?: string; optional?: boolean; os?: string[]; cpu?: string[] }
  >
}

export function installDependencies(
  root: string,
  say: (line: string) => void,
  isShown?: true | 'aside',
): Promise<void>
export function isInstalled(lock: LockFile | undefined, hidden: LockFile | undefined): boolean
export function projectNode(root: string): string
