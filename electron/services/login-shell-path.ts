import { execFile } from 'node:child_process'
import { userInfo } from 'node:os'

/** A start-up file that waits for something must not keep anyone from signing in. */
const timeLimit = 5000
const mark = '__credenza_path__'

/**
 * The PATH by which plugins are found. What was started from a desktop has a shorter one than a terminal: there the
 * user's login shell is asked, once. What it does not tell in time is the one that there is.
 */
export function createLoginShellPath(request: {
  environment: NodeJS.ProcessEnv
  platform: NodeJS.Platform
  /** The shell that the system has for the user. */
  shell?: () => string
  limit?: number
}): () => Promise<string> {
  const { environment, platform, shell = shellOfUser, limit = timeLimit } = request
  const own = environment['PATH'] ?? ''
  let asked: Promise<string> | null = null
  const isFromTerminal = environment['TERM'] !== undefined && environment['SHLVL'] !== undefined
  if (platform === 'win32' || isFromTerminal) return () => Promise.resolve(own)
  return () => {
    asked ??= ask(environment['SHELL'] ?? shell(), environment, limit).then((found) => found ?? own)
    return asked
  }
}

/** Runs the shell as a login does; `null` where it tells nothing. */
function ask(shell: string, environment: NodeJS.ProcessEnv, limit: number): Promise<string | null> {
  if (shell === '') return Promise.resolve(null)
  return new Promise((resolve) => {
    const child = execFile(
      shell,
      ['-ilc', `printf '%s%s%s' ${mark} "$PATH" ${mark}`],
      {
        env: { ...environment, TERM: 'dumb' },
        timeout: limit,
        killSignal: 'SIGKILL',
        maxBuffer: 1024 * 1024,
      },
      (_error, stdout) => {
        // A start-up file may print, and end with an error, and the PATH still be right.
        const found = stdout.split(mark)[1] ?? ''
        resolve(found === '' ? null : found)
      },
    )
    child.stdin?.end()
    // What the shell started may keep its output open.
    child.on('exit', () => setTimeout(() => child.stdout?.destroy(), 200).unref())
  })
}

function shellOfUser(): string {
  try {
    return userInfo().shell ?? ''
  } catch {
    return ''
  }
}
