import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** A session bus with GNOME's Secret Service for one test. The user's own isn't touched. */
export interface SecretService {
  /** What a process needs to find it. */
  environment: NodeJS.ProcessEnv
  stop: () => Promise<void>
}

/** A folder with a keyring, which several sessions can use one after the other. */
export async function createKeyringFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'credenza-keyring-'))
  return { folder, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }) }
}

const daemon = 'gnome-keyring-daemon --components=secrets'
const starts = {
  /** Creates the keyring if there is none. */
  unlocked: `printf ci | ${daemon} --unlock`,
  locked: `${daemon} --start`,
}

/** Starts a session whose keyring is open, or locked as after a login without a password. */
export async function startSecretService(
  folder: string,
  state: 'unlocked' | 'locked',
  display?: string,
): Promise<SecretService> {
  const runtime = await mkdtemp(join(folder, 'run-'))
  const home = join(folder, 'home')
  await mkdir(home, { recursive: true })
  const environment = plainEnvironment({ HOME: home, XDG_RUNTIME_DIR: runtime })
  if (display !== undefined) environment['DISPLAY'] = display
  // The bus runs until its command's input ends, and the daemon as long as the bus.
  const script = `${starts[state]} >/dev/null 2>&1; echo "$DBUS_SESSION_BUS_ADDRESS"; exec cat >/dev/null`
  const session = spawn('dbus-run-session', ['--', 'sh', '-c', script], {
    env: environment,
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  const address = await firstLine(session)
  return {
    environment: { ...environment, DBUS_SESSION_BUS_ADDRESS: address },
    stop: () => ended(session, () => session.stdin.end()),
  }
}

/** A virtual screen for prompts. */
export async function startScreen(): Promise<{ display: string; stop: () => Promise<void> }> {
  const screen = spawn(
    'Xvfb',
    ['-displayfd', '1', '-screen', '0', '800x600x24', '-nolisten', 'tcp', '-noreset'],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  )
  const number = await firstLine(screen)
  return { display: `:${number}`, stop: () => ended(screen, () => screen.kill('SIGTERM')) }
}

/** This process's environment without the user's desktop session. */
export function plainEnvironment(more: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = new Set(['DISPLAY', 'WAYLAND_DISPLAY', 'DBUS_SESSION_BUS_ADDRESS', 'XDG_RUNTIME_DIR'])
  return { ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.has(name))), ...more }
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('its output is not piped')
  const failed = once(child, 'exit').then(([code]: unknown[]) => {
    throw new Error(`${child.spawnfile} ended with ${String(code)} before it was ready`)
  })
  const [line] = (await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    failed,
  ])) as string[]
  return line ?? ''
}

async function ended(child: ChildProcess, end: () => void): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  end()
  await exit
}
