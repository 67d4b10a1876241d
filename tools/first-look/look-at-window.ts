import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { _electron, type ElectronApplication } from '@playwright/test'
import { savePicture } from '../setup/picture.mjs'
import { pageLines } from './page-lines.ts'
import { readWindow } from './read-window.ts'
import { terminalText } from './terminal-text.ts'
import type { Look, Wanted } from './wanted.ts'

/** The window's default size, in CSS pixels. */
const size = { width: 1280, height: 800 }

const endings = {
  waiting: (seconds: number) => `It wasn’t ready after ${seconds} seconds. Use --timeout to wait longer.`,
  failure: () => 'The window shows a failure.',
  question: () => 'The window waits for a choice. Use --context NAME, --kubeconfig FILE or --sandbox.',
} as const

interface Surroundings {
  environment: Record<string, string>
  signal: AbortSignal
  /** Called with the id of the application's process. */
  onStarted: (pid: number | undefined) => void
}

/** Opens the application, waits until it shows the table or a failure, takes a picture, and closes it. */
export async function lookAtWindow(
  wanted: Wanted,
  { environment, signal, onStarted }: Surroundings,
): Promise<Look> {
  const { seconds, picture } = wanted
  const deadline = Date.now() + seconds * 1000
  const application = await open(wanted, environment)
  onStarted(application.process().pid)
  const close = () => application.close().catch(() => undefined)
  signal.addEventListener('abort', () => void close())
  try {
    signal.throwIfAborted()
    const window = await application.firstWindow({ timeout: Math.max(1, deadline - Date.now()) })
    await window.setViewportSize(size)
    const seen = await readWindow(window, deadline)
    savePicture(picture, await window.screenshot({ animations: 'disabled', timeout: 30_000 }))
    const ending = seen.state === 'shown' ? [] : ['', endings[seen.state](seconds)]
    const saved = `Picture of the window: ${terminalText(picture)} (${size.width} × ${size.height})`
    return { lines: [...pageLines(seen), ...ending, '', saved], isGood: seen.state === 'shown' }
  } catch (error) {
    throw explained(error, application)
  } finally {
    await close()
  }
}

async function open(wanted: Wanted, environment: Record<string, string>): Promise<ElectronApplication> {
  const { root, runtime, application, folder, seconds } = wanted
  if (runtime === null) throw new Error('There is no browser to show the window in.')
  try {
    return await _electron.launch({
      executablePath: runtime.command,
      args: [...runtime.args, join(root, 'out/main/index.js'), ...application],
      cwd: folder,
      env: environment,
      timeout: seconds * 1000,
      colorScheme: 'light',
    })
  } catch (error) {
    throw launchProblem(error instanceof Error ? error.message : String(error))
  }
}

/** A second start exits immediately with success: the first has taken over its request. */
const alreadyOpen = () =>
  new Error(
    'Credenza is already open and shows it there. Close it, or choose another folder: ' +
      '--user-data-dir=DIR',
  )

/** The application's own output, from the log of a failed launch. */
function launchProblem(log: string): Error {
  const text = stripVTControlCharacters(log)
  if (text.includes('process did exit: exitCode=0,')) return alreadyOpen()
  const said = [...text.matchAll(/\[err\] (.*)/g)].map(([, line = '']) => line)
  const own = said.filter((line) => !/^(Debugger |For help, see|DevTools listening)/.test(line))
  return new Error(['The window didn’t open.', ...(own.length > 0 ? own : text.split('\n', 1))].join('\n'))
}

function explained(error: unknown, application: ElectronApplication): unknown {
  return application.process().exitCode === 0 ? alreadyOpen() : error
}
