import { constants } from 'node:fs'
import { access, realpath, stat } from 'node:fs/promises'
import { posix, win32 } from 'node:path'
import { failed } from '../../../shared/failure.ts'
import { lookInTime } from '../../base/read-regular-file.ts'
import type { PluginConfig, Program } from './resolved-context.ts'

export interface ProgramSurroundings {
  /** Credenza's own, never that of the kubeconfig: its PATH, and its PATHEXT on Windows. */
  environment: Readonly<NodeJS.ProcessEnv>
  platform: NodeJS.Platform
}

/**
 * Looks a plugin's command up as Go's `exec.LookPath` does, once for all who ask about it, show it or run it. A command
 * with a slash is taken as it is. What is found by a relative part of PATH (an empty one, or `.`) is refused and not
 * passed over, as in Go. Throws `plugin-missing`.
 */
export async function findProgram(plugin: PluginConfig, around: ProgramSurroundings): Promise<Program> {
  const { command } = plugin
  const missing = (hint: string) => failed('plugin-missing', { command, hint: hint || plugin.installHint })
  const { isAbsolute } = around.platform === 'win32' ? win32 : posix
  for (const candidate of candidates(command, around)) {
    const found = await lookInTime(() => executableAt(candidate, around.platform)).catch(() => null)
    if (found === null) continue
    if (!isAbsolute(candidate)) {
      throw missing('The PATH finds it only through a relative folder, so it could be any program')
    }
    return { path: candidate, ...found }
  }
  throw missing('')
}

/** Where the command may lie, in the order in which it is looked for. */
function candidates(command: string, { environment, platform }: ProgramSurroundings): string[] {
  if (platform !== 'win32') {
    if (command.includes('/')) return [command]
    return pathOf(environment.PATH, ':').map((folder) => posix.join(folder, command))
  }
  const endings = pathOf(valueOf(environment, 'PATHEXT') || '.com;.exe;.bat;.cmd', ';')
    .filter((ending) => ending !== '')
    .map((ending) => (ending.startsWith('.') ? ending : `.${ending}`))
  const named = (file: string) => [
    ...(win32.extname(file) === '' ? [] : [file]),
    ...endings.map((ending) => file + ending),
  ]
  if (/[\\/:]/.test(command)) return named(command)
  // Windows looks in the current folder first: as in Go, what is found there is refused.
  const folders = ['.', ...pathOf(valueOf(environment, 'PATH'), ';').filter((folder) => folder !== '')]
  return folders.flatMap((folder) => named(win32.join(folder.replaceAll('"', ''), command)))
}

const pathOf = (path: string | undefined, separator: string): string[] =>
  path === undefined || path === '' ? [] : path.split(separator)

/** Windows does not tell the names of variables apart by case. */
function valueOf(environment: Readonly<NodeJS.ProcessEnv>, name: string): string {
  const entry = Object.entries(environment).find(([own]) => own.toUpperCase() === name)
  return entry?.[1] ?? ''
}

async function executableAt(file: string, platform: NodeJS.Platform): Promise<Omit<Program, 'path'> | null> {
  try {
    const info = await stat(file)
    if (!info.isFile()) return null
    if (platform !== 'win32') {
      // Root may run nothing that has no such bit at all, whatever `access` says.
      if ((info.mode & 0o111) === 0) return null
      await access(file, constants.X_OK)
    }
    return { target: await realpath(file), size: info.size, changedAt: info.mtimeMs }
  } catch {
    return null
  }
}
