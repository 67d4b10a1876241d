import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/** Options for running a program. */
interface RunOptions {
  folder?: string
  environment?: NodeJS.ProcessEnv
}

/** Runs programs. If this process is ended meanwhile, ends them and cleans up. */
export interface Runner {
  /** Resolves with the program's standard output. Rejects with the end of its output. */
  run: (command: string, args: string[], options?: RunOptions) => Promise<string>
  /** Call it when nothing runs anymore. */
  close: () => void
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Creates a runner. `clean` must be synchronous, since it may run while this process exits. */
export function createRunner(clean: () => void = () => undefined): Runner {
  const groups = new Set<number>()
  const onExit = () => {
    for (const group of groups) endGroup(group)
    clean()
  }
  const onSignal = (signal: (typeof signals)[number]) => process.exit(128 + constants.signals[signal])
  process.on('exit', onExit)
  for (const signal of signals) process.on(signal, onSignal)

  const run: Runner['run'] = (command, args, { folder, environment } = {}) =>
    new Promise((resolve, reject) => {
      // A process group of its own, so that it can be ended together with its children.
      const options = { cwd: folder, env: environment, detached: true } as const
      const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
      if (child.pid !== undefined) groups.add(child.pid)
      const out: Buffer[] = []
      const all: Buffer[] = []
      child.stdout.on('data', (chunk: Buffer) => {
        out.push(chunk)
        all.push(chunk)
      })
      child.stderr.on('data', (chunk: Buffer) => all.push(chunk))
      child.once('error', reject)
      child.once('close', (code, signal) => {
        if (child.pid !== undefined) groups.delete(child.pid)
        if (code === 0) {
          resolve(Buffer.concat(out).toString('utf8'))
          return
        }
        const tail = Buffer.concat(all).toString('utf8').slice(-3_000)
        reject(
          new Error(
            `${command} ${args.join(' ').slice(0, 300)} ended with ${signal ?? String(code)}:\n${tail}`,
          ),
        )
      })
    })

  const close = () => {
    process.off('exit', onExit)
    for (const signal of signals) process.off(signal, onSignal)
  }
  return { run, close }
}

function endGroup(group: number): void {
  try {
    process.kill(-group, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}
