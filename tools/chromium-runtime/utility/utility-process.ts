import { fork as forkNode, type ChildProcess } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { constants } from 'node:os'

const parentPort = new URL('parent-port.ts', import.meta.url).href

type Output = 'pipe' | 'ignore' | 'inherit'

/** The supported options of a child. Electron's others only concern Chromium. */
export interface ForkOptions {
  env?: Record<string, string | undefined>
  execArgv?: string[]
  cwd?: string
  /** For standard output and error; there is no standard input. */
  stdio?: Output | ['ignore', Output, Output]
  serviceName?: string
}

/** How long a child may take to exit by itself after it was told to, in milliseconds, as in Electron. */
const graceTime = 2000

/** `utilityProcess`: child processes for code that may block or crash. They end with this process. */
export function createUtilityProcess(isReady: () => boolean) {
  return {
    fork: (modulePath: string, args: readonly string[] = [], options: ForkOptions = {}) => {
      if (!isReady()) throw new Error('utilityProcess.fork cannot be called before app is ready')
      return adopt(start(modulePath, args, options))
    },
  }
}

function start(modulePath: string, args: readonly string[], options: ForkOptions): ChildProcess {
  const { stdio = 'inherit' } = options
  const [, output, errors] = typeof stdio === 'string' ? ['ignore', stdio, stdio] : stdio
  return forkNode(modulePath, args, {
    env: options.env ?? process.env,
    execArgv: ['--import', parentPort, ...(options.execArgv ?? [])],
    stdio: ['ignore', output, errors, 'ipc'],
    // Messages are cloned like Electron's, not converted to JSON.
    serialization: 'advanced',
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
  })
}

function adopt(child: ChildProcess) {
  const events = new EventEmitter()
  let isSpawned = false
  let isOver = false

  const end = () => void child.kill('SIGKILL')
  process.once('exit', end)
  child.once('spawn', () => {
    isSpawned = true
    events.emit('spawn')
  })
  child.on('message', (message) => events.emit('message', message))
  child.once('error', () => finish(1))
  child.once('exit', (code, signal) => finish(code ?? numberOf(signal)))

  function finish(code: number): void {
    if (isOver) return
    process.off('exit', end)
    events.emit('exit', code)
    isOver = true
  }

  const face = {
    get pid() {
      return isSpawned && !isOver ? child.pid : undefined
    },
    get stdout() {
      return isOver ? null : child.stdout
    },
    get stderr() {
      return isOver ? null : child.stderr
    },
    postMessage: (message: unknown) => {
      // A message to a child that is gone is silently lost, as in Electron.
      if (child.connected) child.send(message as object, () => undefined)
    },
    kill: () => {
      if (isOver) return false
      setTimeout(end, graceTime).unref()
      return child.kill('SIGTERM')
    },
  }
  return Object.defineProperties(events, Object.getOwnPropertyDescriptors(face)) as EventEmitter & typeof face
}

const numberOf = (signal: NodeJS.Signals | null): number => (signal === null ? 1 : constants.signals[signal])
