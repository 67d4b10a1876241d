import { spawn, type ChildProcess } from 'node:child_process'
import { setTimeout as after } from 'node:timers/promises'
import type { Readable, Writable } from 'node:stream'
import { utf8Environment } from '../utf8-environment.ts'
import type { BrowserFolders } from './folders.ts'
import { createPipe, type Pipe } from './pipe.ts'

/** A running browser. It ends with this process, however this process ends. */
export interface RunningBrowser {
  pipe: Pipe
  /** Resolves when the process has ended, with its last lines of output. */
  gone: Promise<string>
  /** Ends the browser, by force if it takes long, and removes its folders. */
  stop: () => Promise<void>
}

interface Start {
  executable: string
  switches: readonly string[]
  folders: BrowserFolders
  environment: Readonly<Record<string, string | undefined>>
  /** Called with the line by which Playwright finds the debugging port. */
  onListening: (line: string) => void
}

/** Maximum wait for an orderly end, in milliseconds. */
const patience = 3_000

/** Starts the browser with its two pipes as file descriptors 3 and 4. */
export function startBrowser({
  executable,
  switches,
  folders,
  environment,
  onListening,
}: Start): RunningBrowser {
  const child = spawn(executable, switches, {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    // A process group of its own, so that Ctrl+C in a terminal only reaches this process and the shutdown order is
    // kept.
    detached: process.platform !== 'win32',
    env: {
      ...utf8Environment(environment),
      XDG_CONFIG_HOME: folders.config,
      XDG_CACHE_HOME: folders.cache,
      XDG_DATA_HOME: folders.data,
      ...(folders.temporary === null ? {} : { TMPDIR: folders.temporary }),
      // Without a session bus the browser would try to start one.
      DBUS_SESSION_BUS_ADDRESS: environment['DBUS_SESSION_BUS_ADDRESS'] ?? 'disabled:',
    },
  })
  const lastWords = readLastWords(child, onListening)
  const pipe = createPipe({ to: child.stdio[3] as Writable, from: child.stdio[4] as Readable })
  const gone = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('close', () => resolve(lastWords()))
  })
  const onExit = () => {
    kill(child)
    folders.remove()
  }
  process.once('exit', onExit)

  async function stop(): Promise<void> {
    pipe.post('Browser.close', {})
    const isGone = await Promise.race([gone.then(() => true), after(patience, false, { ref: false })])
    if (!isGone) kill(child)
    await gone
    pipe.close('the browser is gone')
    // Its helpers may keep writing for a moment.
    for (let tries = 0; tries < 40 && !folders.remove(); tries++) await after(50)
    process.off('exit', onExit)
  }

  return { pipe, gone, stop }
}

function kill(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL')
  } catch {
    // It has ended by itself meanwhile.
  }
}

function readLastWords(child: ChildProcess, onListening: (line: string) => void): () => string {
  const kept: string[] = []
  let begun = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    const lines = (begun + text).split('\n')
    begun = lines.pop() ?? ''
    for (const line of lines) {
      if (line.startsWith('DevTools listening on ')) onListening(line)
      else kept.push(line)
    }
    kept.splice(0, kept.length - 10)
  })
  return () => [...kept, begun].join('\n').trim()
}
