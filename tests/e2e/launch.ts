import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { evaluateInTurn } from './own-turn.ts'
import { filesWithPlantedValues, holdsPlantedValue, leakingChannels } from './planted-values.ts'

export const root = resolve(import.meta.dirname, '../..')
const main = join(root, 'out/main/index.js')
/** Starts the same, and searches everything that it sends to its window for planted values. */
const recordedMain = join(root, 'tests/e2e/recorded-main.mjs')

/** Electron if requested, otherwise the Chromium that replaces it: the same specs run on both. */
export const runtime =
  process.env['CREDENZA_RUNTIME'] === 'electron'
    ? join(root, 'node_modules/electron/dist', electronBinary())
    : join(root, 'tools/chromium-runtime/chromium-runtime')

function electronBinary(): string {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron'
  return process.platform === 'win32' ? 'electron.exe' : 'electron'
}

/** A running application with its own folders. */
export interface Application {
  electron: ElectronApplication
  window: Page
  /** A folder that replaces the user's home. Contains the user data. */
  home: string
  userData: string
  /** Sets the result of the next save dialog; `null` cancels it. */
  saveAs: (path: string | null) => Promise<void>
  /** Sets the result of the next open dialog. Without paths it is cancelled. */
  choose: (...paths: string[]) => Promise<void>
  /** Whether a dialog to open files came since the last `choose`. */
  isAnswered: () => Promise<boolean>
  /** The name that the last save dialog proposed. */
  proposedName: () => Promise<string>
  /**
   * Throws if a value of a Secret was leaked: into a file of the application or its browser, in a message to its
   * window, or in the output of either.
   */
  expectNoLeak: () => Promise<void>
  /** Throws if the log says that Credenza’s own code failed, in the main process or the window. */
  expectNoFault: () => Promise<void>
}

/** An application that belongs to its starter. */
export interface StartedApplication extends Application {
  /** With `hasFailed` it throws what the log says went wrong, so that a failed test can be understood. */
  close: (hasFailed?: boolean) => Promise<void>
}

/** The size and content of an application's window. */
export interface OpenOptions {
  kubeconfig?: string
  context?: string
  /** Opens the sandbox immediately. */
  isSandbox?: boolean
  colorScheme?: 'light' | 'dark'
  size?: { width: number; height: number }
}

export interface LaunchOptions extends OpenOptions {
  /** Files to review, as named on the command line. */
  review?: readonly string[]
  /** More command-line arguments. */
  words?: readonly string[]
  /** The credential whose details to show: NAMESPACE/NAME. */
  credential?: string
  /** More environment variables. `KUBECONFIG` is unset unless given here. */
  environment?: Record<string, string>
  /** User data and home of an earlier application, for a second start. */
  home?: string
  /** It is being measured, so that its messages aren't searched. */
  isMeasured?: boolean
}

/** The default size of a window. */
export const usualSize = { width: 1280, height: 800 }

/** Starts the built application. */
export async function launch(options: LaunchOptions = {}): Promise<StartedApplication> {
  const home = options.home ?? (await mkdtemp(join(tmpdir(), 'credenza-e2e-')))
  const userData = join(home, 'user-data')
  await mkdir(join(home, 'Downloads'), { recursive: true })
  // The browser's own, removed when the application ends. Its sockets need a short path.
  const temporary = await mkdtemp(join(tmpdir(), 'cz-'))
  const messages = `${temporary}.messages`
  const environment = Object.fromEntries(
    Object.entries(process.env).filter(([name, value]) => value !== undefined && name !== 'KUBECONFIG'),
  ) as Record<string, string>
  const started = await _electron.launch({
    executablePath: runtime,
    args: [
      ...(process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      options.isMeasured === true ? main : recordedMain,
      `--user-data-dir=${userData}`,
      ...(options.kubeconfig === undefined ? [] : ['--kubeconfig', options.kubeconfig]),
      ...(options.context === undefined ? [] : ['--context', options.context]),
      ...(options.isSandbox === true ? ['--sandbox'] : []),
      ...(options.credential === undefined ? [] : ['--credential', options.credential]),
      ...(options.review === undefined ? [] : ['review', ...options.review]),
      ...(options.words ?? []),
    ],
    cwd: home,
    env: {
      ...{ ...environment, HOME: home, USERPROFILE: home, TMPDIR: temporary },
      ...{ CREDENZA_TEST_MESSAGES: messages, ...options.environment },
    },
    colorScheme: options.colorScheme ?? 'light',
  })
  const electron = evaluateInTurn(started)
  const printed = printedBy(electron)
  const window = await electron.firstWindow()
  await window.setViewportSize(options.size ?? usualSize)
  await untilShown(window).catch((cause: unknown) => {
    throw new Error(`${String(cause)}\nThe application printed: ${printed().toString('utf8')}`, { cause })
  })
  // A test may end while secrets are being changed. Nobody would answer.
  await answerQuit(electron, 'Quit anyway')
  const expectNoLeak = async () => {
    const leaking = leakingChannels((await readFile(messages, 'utf8').catch(() => '')).split('\n'))
    if (leaking.length > 0)
      throw new Error(`A value of a Secret was sent to the window: ${leaking.join(', ')}`)
    if (holdsPlantedValue(printed())) throw new Error('A value of a Secret was printed by the application')
    await expectNoValueIn(home)
    await expectNoValueIn(temporary)
  }
  const expectNoFault = async () => {
    const log = join(userData, 'logs/credenza.log')
    const faults = (await readFile(log, 'utf8').catch(() => ''))
      .split('\n')
      .filter((line) => line.includes('"internal"'))
    if (faults.length === 0) return
    // The next test isn't about it.
    await rm(log)
    throw new Error(`Credenza’s own code failed, according to its log:\n${faults.join('\n')}`)
  }
  return {
    ...{ electron, window, home, userData, expectNoLeak, expectNoFault },
    ...answersOfDialogs(electron),
    close: async (hasFailed = false) => {
      // The browser removes its own folder, too.
      const inProfile = await filesWithPlantedValues(temporary)
      await electron.close()
      if (inProfile.length > 0) throw new Error(`A value of a Secret stood in ${inProfile.join(', ')}`)
      await expectNoLeak()
      await expectNoFault()
      const trouble = hasFailed ? await troubleIn(userData) : []
      for (const folder of [temporary, messages, ...(options.home === undefined ? [home] : [])])
        await rm(folder, { recursive: true, force: true, maxRetries: 5 })
      if (trouble.length > 0) throw new Error(`The application’s log says:\n${trouble.join('\n')}`)
    },
  }
}

/** The last lines of the log about something that didn’t succeed. */
async function troubleIn(userData: string): Promise<string[]> {
  const log = await readFile(join(userData, 'logs/credenza.log'), 'utf8').catch(() => '')
  const lines = log.split('\n').filter((line) => /"code":"(?!ok"|cancelled")/.test(line))
  return lines.slice(-20)
}

/** The output of the application and its window so far. */
function printedBy(electron: ElectronApplication): () => Buffer {
  const pieces: Buffer[] = []
  const { stdout, stderr } = electron.process()
  for (const stream of [stdout, stderr])
    stream?.on('data', (piece: Buffer) => void pieces.push(Buffer.from(piece)))
  electron.context().on('console', (message) => void pieces.push(Buffer.from(message.text())))
  return () => Buffer.concat(pieces)
}

/** Throws if an application left a value of a Secret in a file. */
export async function expectNoValueIn(home: string): Promise<void> {
  const files = await filesWithPlantedValues(home)
  if (files.length > 0) throw new Error(`A value of a Secret stands in ${files.join(', ')}`)
}

/** Waits until the window's frame exists (it always has a status bar) and is visible. */
export async function untilShown(window: Page): Promise<void> {
  await window
    .getByRole('contentinfo')
    .waitFor()
    .catch(async (cause: unknown) => {
      throw new Error(`The window doesn’t show its frame: ${await stateOfPage(window)}`, { cause })
    })
  // Chromium drops keys and clicks on a page that hasn't been painted.
  await window.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0)
}

/** What a page holds that doesn't show what it should. */
const stateOfPage = (window: Page): Promise<string> =>
  Promise.race([
    window
      .evaluate<string>(
        `[location.href, document.readyState, document.body.innerHTML.slice(0, 2000),
          ...performance.getEntriesByType('resource').map(({ name, duration, responseStatus }) =>
            [name, responseStatus, duration].join(' '))].join('\\n')`,
      )
      .catch(String),
    setTimeout(5000, 'The page doesn’t answer.'),
  ])

/** Answers the question whether to quit while secrets are being changed. Returns how often it was asked. */
export async function answerQuit(
  electron: ElectronApplication,
  label: 'Quit anyway' | 'Keep running',
): Promise<() => Promise<number>> {
  await electron.evaluate(({ dialog }, chosen) => {
    const seen = globalThis as { quitQuestions?: number }
    seen.quitQuestions = 0
    dialog.showMessageBox = (...args: unknown[]) => {
      const { buttons = [] } = args.at(-1) as { buttons?: string[] }
      seen.quitQuestions = (seen.quitQuestions ?? 0) + 1
      return Promise.resolve({ response: buttons.indexOf(chosen), checkboxChecked: false })
    }
  }, label)
  return () => electron.evaluate(() => (globalThis as { quitQuestions?: number }).quitQuestions ?? 0)
}

/** Answers the native dialogs for the test. */
function answersOfDialogs(
  electron: ElectronApplication,
): Pick<Application, 'saveAs' | 'choose' | 'isAnswered' | 'proposedName'> {
  return {
    saveAs: (path) =>
      electron.evaluate(({ dialog }, filePath) => {
        const seen = globalThis as { proposedName?: string }
        dialog.showSaveDialog = (...args: unknown[]) => {
          const asked = args.at(-1) as { defaultPath?: string }
          seen.proposedName = asked.defaultPath ?? ''
          return Promise.resolve({ canceled: filePath === null, filePath: filePath ?? '' })
        }
      }, path),
    choose: (...paths) =>
      electron.evaluate(({ dialog }, filePaths) => {
        const seen = globalThis as { isAnswered?: boolean }
        seen.isAnswered = false
        dialog.showOpenDialog = () => {
          seen.isAnswered = true
          return Promise.resolve({ canceled: filePaths.length === 0, filePaths })
        }
      }, paths),
    isAnswered: () => electron.evaluate(() => (globalThis as { isAnswered?: boolean }).isAnswered === true),
    proposedName: () => electron.evaluate(() => (globalThis as { proposedName?: string }).proposedName ?? ''),
  }
}
