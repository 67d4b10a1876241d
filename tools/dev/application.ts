import { spawn, type ChildProcess } from 'node:child_process'
import { setTimeout as after } from 'node:timers/promises'

/**
 * How long the application may take to exit by itself, in milliseconds. If it is killed, its browser may keep the
 * DevTools port from the next one.
 */
const patience = 20_000

/**
 * The application of `npm run dev`. Its next start waits until the previous one has ended: otherwise it would count as
 * a second start and exit.
 */
export function createApplication(parts: {
  command: string
  environment: NodeJS.ProcessEnv
  folder: string
  /** Called with the id of each process that is started. */
  onStarted: (pid: number | undefined) => void
  /** It ended unexpectedly. */
  onEnd: (code: number) => void
}) {
  let running: { child: ChildProcess; ended: Promise<void> } | null = null
  let isWanted = true
  let queue = Promise.resolve()

  function start(args: readonly string[]): void {
    const child = spawn(parts.command, args, {
      cwd: parts.folder,
      env: parts.environment,
      stdio: ['ignore', 'inherit', 'inherit'],
      // Ctrl+C only reaches this process, so that the shutdown order is kept.
      detached: process.platform !== 'win32',
    })
    parts.onStarted(child.pid)
    const ended = new Promise<void>((resolve) => {
      const end = (code: number) => {
        const wasRunning = running?.child === child
        if (wasRunning) running = null
        resolve()
        if (wasRunning && isWanted) parts.onEnd(code)
      }
      child.once('error', () => end(127))
      child.once('close', (code, signal) => end(code ?? (signal === null ? 1 : 143)))
    })
    running = { child, ended }
  }

  async function stop(): Promise<void> {
    if (running === null) return
    const { child, ended } = running
    running = null
    child.kill('SIGTERM')
    await Promise.race([ended, after(patience, undefined, { ref: false })])
    child.kill('SIGKILL')
    await ended
  }

  return {
    isRunning: () => running !== null,
    /** Starts or restarts it. `args` is called once it has ended. */
    restart(args: () => readonly string[]): Promise<void> {
      queue = queue.then(async () => {
        await stop()
        if (isWanted) start(args())
      })
      return queue
    },
    async end(): Promise<void> {
      isWanted = false
      await queue
      await stop()
    },
  }
}
