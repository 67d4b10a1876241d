import { spawn, type ChildProcess } from 'node:child_process'
import { setTimeout as after } from 'node:timers/promises'

/** How long the application may take to end by itself, in milliseconds. */
const patience = 6000

/**
 * The one application of `npm run dev`. Its next start waits until the last one has ended: two at a time would be
 * taken for a second start, and the new one would end instead.
 */
export function createApplication(parts: {
  command: string
  environment: NodeJS.ProcessEnv
  folder: string
  /** Called with the number of each process that is started. */
  onStarted: (pid: number | undefined) => void
  /** It ended although no one asked it to. */
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
      // Ctrl+C reaches this process alone, and the order of the end holds.
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
    /** Starts it, or ends it and starts it again; `args` are asked for when it has ended. */
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
