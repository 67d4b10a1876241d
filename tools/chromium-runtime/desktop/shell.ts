import { spawn } from 'node:child_process'
import { dirname } from 'node:path'
import { findCommand } from '../browser/find.ts'

const openers: Partial<Record<NodeJS.Platform, string>> = { darwin: 'open', win32: 'explorer.exe' }

type Environment = Readonly<Record<string, string | undefined>>

/** `shell`: opens files, folders and URLs with the desktop's programs. */
export function createShell(environment: Environment, platform: NodeJS.Platform) {
  function open(target: string): boolean {
    const command = findCommand(openers[platform] ?? 'xdg-open', environment)
    if (command === null) return false
    const child = spawn(command, [target], { detached: true, stdio: 'ignore' })
    child.on('error', () => undefined)
    child.unref()
    return true
  }

  return {
    openExternal(url: string): Promise<void> {
      const isOpen = /^(https?|mailto):/i.test(url) && open(url)
      return isOpen ? Promise.resolve() : Promise.reject(new Error(`${url} can't be opened.`))
    },
    /** Resolves with an error message. Empty on success. */
    openPath: (path: string): Promise<string> =>
      Promise.resolve(open(path) ? '' : 'There is no program to open it.'),
    showItemInFolder: (path: string): void => void open(dirname(path)),
    beep: () => undefined,
  }
}
