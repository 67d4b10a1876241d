import { win32 } from 'node:path'

/**
 * An environment with more variables, of which the last of one name wins. Windows ignores letter case in names; Node
 * would pass on the first of two in alphabetical order.
 */
export function withVariables(
  environment: Readonly<NodeJS.ProcessEnv>,
  added: Readonly<Record<string, string>>,
  platform: NodeJS.Platform,
): NodeJS.ProcessEnv {
  const all = new Map<string, [name: string, value: string | undefined]>()
  for (const entry of [...Object.entries(environment), ...Object.entries(added)]) {
    all.set(platform === 'win32' ? entry[0].toUpperCase() : entry[0], entry)
  }
  return Object.fromEntries(all.values())
}

/**
 * The command that ends a process and its children on Windows. Its path is complete, because Windows searches the
 * current folder for a bare name.
 */
export function treeKiller(pid: number, { SystemRoot }: Readonly<NodeJS.ProcessEnv>): [string, string[]] {
  const program = win32.join(SystemRoot ?? 'C:\\Windows', 'System32', 'taskkill.exe')
  return [program, ['/T', '/F', '/PID', String(pid)]]
}
