import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { processesBelow } from '../soak/count-process.ts'
import { processorTime } from './processor-time.ts'

const root = resolve(import.meta.dirname, '../..')

/** One start, from the call of the runtime to the first painted row. */
export interface StartRun {
  /** Milliseconds since the call, by mark. */
  marks: Record<string, number>
  /** CPU time of the main process, and including all its children, in milliseconds. NaN if unknown. */
  mainCpu: number
  allCpu: number
}

export interface StartRequest {
  /** The executable of the runtime, and its arguments before the application. */
  runtime: readonly string[]
  /** A folder like `out`. */
  built: string
  kubeconfig: string
  context: string
  isHeadless: boolean
}

/** What an earlier start left for the next one. `end` removes it. */
interface StartHome {
  folder: string
  end: () => Promise<void>
}

export async function createStartHome(): Promise<StartHome> {
  const folder = await mkdtemp(join(tmpdir(), 'credenza-start-'))
  return { folder, end: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }) }
}

/** Starts the application, waits for the first row, and ends it. Rejects if it ends before. */
export async function runStart(request: StartRequest, home: StartHome): Promise<StartRun> {
  const temporary = await mkdtemp(join(tmpdir(), 'cz-'))
  const [command = '', ...before] = request.runtime
  const { KUBECONFIG: _, ...environment } = process.env
  const called = performance.timeOrigin + performance.now()
  const child = spawn(
    command,
    [
      ...before,
      ...(process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      join(root, 'tests/bench/start-main.mjs'),
      `--user-data-dir=${join(home.folder, 'user-data')}`,
      ...['--kubeconfig', request.kubeconfig, '--context', request.context],
    ],
    {
      cwd: home.folder,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...environment,
        ...{ HOME: home.folder, USERPROFILE: home.folder, TMPDIR: temporary },
        ...(request.isHeadless ? { CREDENZA_HEADLESS: '1' } : {}),
        CREDENZA_START_ENTRY: join(request.built, 'main/index.js'),
      },
    },
  )
  const ended = once(child, 'exit')
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      if (!line.startsWith('credenza-start ')) continue
      const told = JSON.parse(line.slice('credenza-start '.length)) as {
        marks: Record<string, number>
        cpu: number
      }
      const marks = Object.fromEntries(Object.entries(told.marks).map(([name, at]) => [name, at - called]))
      return { marks, mainCpu: told.cpu, allCpu: await processorTime(await processesBelow(child.pid ?? 0)) }
    }
    throw new Error('The application ended before its first row.')
  } finally {
    child.kill()
    await ended
    await rm(temporary, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** The substitute runtime, or Electron if `CREDENZA_RUNTIME` asks for it. */
export function findStartRuntime(): string[] {
  if (process.env['CREDENZA_RUNTIME'] !== 'electron')
    return [join(root, 'tools/chromium-runtime/chromium-runtime')]
  const names: Partial<Record<NodeJS.Platform, string>> = {
    darwin: 'Electron.app/Contents/MacOS/Electron',
    win32: 'electron.exe',
  }
  return [join(root, 'node_modules/electron/dist', names[process.platform] ?? 'electron')]
}
