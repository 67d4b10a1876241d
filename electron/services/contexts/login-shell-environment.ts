import { execFile } from 'node:child_process'
import { userInfo } from 'node:os'
import { basename } from 'node:path'
import { isTakenFromShell } from './shell-variables.ts'

/** A start-up file that waits for something must not block signing in. */
const timeLimit = 5000
const mark = '__credenza_environment__'

/**
 * The environment of a terminal: Credenza's own, plus the variables of `shell-variables.ts` from the user's login shell
 * if a desktop started Credenza. Asks the shell once. Credenza's own values win, except PATH, which a desktop always
 * sets and always shorter. Leaves out what the shell doesn't return in time.
 */
export function createLoginShellEnvironment(request: {
  environment: NodeJS.ProcessEnv
  platform: NodeJS.Platform
  /** The user's shell according to the system. */
  shell?: () => string
  limit?: number
}): () => Promise<NodeJS.ProcessEnv> {
  const { environment: own, platform, shell = shellOfUser, limit = timeLimit } = request
  let asked: Promise<NodeJS.ProcessEnv> | null = null
  const isFromTerminal = own['TERM'] !== undefined && own['SHLVL'] !== undefined
  if (platform === 'win32' || isFromTerminal) return () => Promise.resolve(own)
  return () => {
    asked ??= ask(own['SHELL'] ?? shell(), own, limit).then((told) => merged(own, told))
    return asked
  }
}

function merged(own: NodeJS.ProcessEnv, told: ReadonlyMap<string, string>): NodeJS.ProcessEnv {
  // Proxies have a lowercase and an uppercase name. If Credenza has either, it doesn't take the other from the shell.
  const has = new Set(Object.keys(own).flatMap((name) => (own[name] ? [name.toUpperCase()] : [])))
  const added = [...told].filter(
    ([name, value]) =>
      value !== '' && (name === 'PATH' || (isTakenFromShell(name) && !has.has(name.toUpperCase()))),
  )
  return { ...own, ...Object.fromEntries(added) }
}

/** Shells have different languages. All of them can run a program with an argument in single quotes. */
const tell = `/bin/sh -c 'printf ${mark}; /usr/bin/env -0 2>/dev/null || /usr/bin/env; printf ${mark}'`

/** How a shell runs one command as an interactive login shell. The C shells can't do both. */
function loginFlags(shell: string): string[] {
  const name = basename(shell)
  if (name === 'csh' || name === 'tcsh') return ['-i', '-c']
  return name === 'pwsh' ? ['-Login', '-Command'] : ['-i', '-l', '-c']
}

/** Runs the shell as a login shell. Empty if it returns nothing. */
function ask(shell: string, environment: NodeJS.ProcessEnv, limit: number): Promise<Map<string, string>> {
  if (shell === '') return Promise.resolve(new Map<string, string>())
  return new Promise((resolve) => {
    const child = execFile(
      shell,
      [...loginFlags(shell), tell],
      {
        env: { ...environment, TERM: 'dumb' },
        timeout: limit,
        killSignal: 'SIGKILL',
        maxBuffer: 1024 * 1024,
      },
      // A start-up file may print, and may exit with an error although the environment is right.
      (_error, stdout) => resolve(variablesIn(stdout.split(mark)[1] ?? '')),
    )
    child.stdin?.end()
    // Processes that the shell started may keep its output open.
    child.on('exit', () => setTimeout(() => child.stdout?.destroy(), 200).unref())
  })
}

/** Where the system's `env` can't separate by NUL, line breaks separate the variables. */
function variablesIn(text: string): Map<string, string> {
  const entries = text.split(text.includes('\0') ? '\0' : '\n').flatMap((line): [string, string][] => {
    const at = line.indexOf('=')
    return at > 0 ? [[line.slice(0, at), line.slice(at + 1)]] : []
  })
  return new Map(entries)
}

function shellOfUser(): string {
  try {
    return userInfo().shell ?? ''
  } catch {
    return ''
  }
}
