import { constants } from 'node:fs'
import { access, realpath, stat } from 'node:fs/promises'
import { posix, win32 } from 'node:path'
import { failed } from '../../../shared/failure.ts'
import { lookInTime } from '../../base/read-regular-file.ts'
import { splitPathList } from './path-list.ts'
import type { PluginConfig, Program } from './resolved-context.ts'

interface ProgramSurroundings {
  /** Credenza's environment, never the kubeconfig's: PATH, and PATHEXT on Windows. */
  environment: Readonly<NodeJS.ProcessEnv>
  platform: NodeJS.Platform
}

/**
 * Finds a plugin's program like Go's `exec.LookPath`; asking about it, showing it and running it all use this result. A
 * command with a slash is used as it is. A match in a relative folder of PATH (an empty one, or `.`) is an error and
 * isn't skipped, as in Go. Throws `plugin-missing`.
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

/** The paths to try, in order. */
function candidates(command: string, { environment, platform }: ProgramSurroundings): string[] {
  if (platform !== 'win32') {
    if (command.includes('/')) return [command]
    return splitPathList(environment.PATH ?? '', platform).map((folder) => posix.join(folder, command))
  }
  const endings = (valueOf(environment, 'PATHEXT') || '.com;.exe;.bat;.cmd')
    .split(';')
    .filter((ending) => ending !== '')
    .map((ending) => (ending.startsWith('.') ? ending : `.${ending}`))
  const named = (file: string) => [
    ...(win32.extname(file) === '' ? [] : [file]),
    ...endings.map((ending) => file + ending),
  ]
  if (/[\\/:]/.test(command)) return named(command)
  // Windows searches the current folder first; as in Go, a match there is refused.
  const folders = splitPathList(valueOf(environment, 'PATH'), platform).filter((folder) => folder !== '')
  return ['.', ...folders].flatMap((folder) => named(win32.join(folder, command)))
}

/** Windows ignores case in the names of variables. */
function valueOf(environment: Readonly<NodeJS.ProcessEnv>, name: string): string {
  const entry = Object.entries(environment).find(([own]) => own.toUpperCase() === name)
  return entry?.[1] ?? ''
}

async function executableAt(file: string, platform: NodeJS.Platform): Promise<Omit<Program, 'path'> | null> {
  try {
    const info = await stat(file)
    if (!info.isFile()) return null
    if (platform !== 'win32') {
      // Root can't run a file without any execute bit, whatever `access` says.
      if ((info.mode & 0o111) === 0) return null
      await access(file, constants.X_OK)
    }
    return { target: await realpath(file), size: info.size, changedAt: info.mtimeMs }
  } catch {
    return null
  }
}
