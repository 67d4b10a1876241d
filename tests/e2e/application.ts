import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import {
  _electron,
  test as base,
  expect,
  type ElectronApplication,
  type Locator,
  type Page,
} from '@playwright/test'
import { useCluster, type ClusterKind } from '../cluster/use-cluster.ts'

const root = resolve(import.meta.dirname, '../..')
const main = join(root, 'out/main/index.js')

/** Electron itself where it is asked for, else the Chromium that stands in for it: the same specs run on both. */
const runtime =
  process.env['CREDENZA_RUNTIME'] === 'electron'
    ? join(root, 'node_modules/electron/dist', electronBinary())
    : join(root, 'tools/chromium-runtime/chromium-runtime')

function electronBinary(): string {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron'
  return process.platform === 'win32' ? 'electron.exe' : 'electron'
}

/** One running application in folders of its own. */
export interface Application {
  electron: ElectronApplication
  window: Page
  /** A folder that stands in for the user's home; the user data lies in it. */
  home: string
  userData: string
  /** What the next save dialog answers; `null` cancels it. */
  saveAs: (path: string | null) => Promise<void>
  /** What the next open dialog answers; nothing cancels it. */
  choose: (...paths: string[]) => Promise<void>
  /** The name that the last save dialog proposed. */
  proposedName: () => Promise<string>
  close: () => Promise<void>
}

export interface LaunchOptions {
  kubeconfig?: string
  context?: string
  /** Opens the sandbox at once. */
  isSandbox?: boolean
  /** Files to review, as the command line names them. */
  review?: readonly string[]
  /** Further environment; `KUBECONFIG` is unset unless it stands here. */
  environment?: Record<string, string>
  colorScheme?: 'light' | 'dark'
  size?: { width: number; height: number }
  /** User data and home of an earlier application, for a second start. */
  home?: string
}

/** Starts the built application. */
export async function launch(options: LaunchOptions = {}): Promise<Application> {
  const home = options.home ?? (await mkdtemp(join(tmpdir(), 'credenza-e2e-')))
  const userData = join(home, 'user-data')
  await mkdir(join(home, 'Downloads'), { recursive: true })
  const environment = Object.fromEntries(
    Object.entries(process.env).filter(([name, value]) => value !== undefined && name !== 'KUBECONFIG'),
  ) as Record<string, string>
  const electron = await _electron.launch({
    executablePath: runtime,
    args: [
      ...(process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      main,
      `--user-data-dir=${userData}`,
      ...(options.kubeconfig === undefined ? [] : ['--kubeconfig', options.kubeconfig]),
      ...(options.context === undefined ? [] : ['--context', options.context]),
      ...(options.isSandbox === true ? ['--sandbox'] : []),
      ...(options.review === undefined ? [] : ['review', ...options.review]),
    ],
    cwd: home,
    env: { ...environment, HOME: home, USERPROFILE: home, ...options.environment },
    colorScheme: options.colorScheme ?? 'light',
  })
  const window = await electron.firstWindow()
  await window.setViewportSize(options.size ?? { width: 1280, height: 800 })
  // The status bar stands in every state.
  await window.getByRole('contentinfo').waitFor()
  return {
    electron,
    window,
    home,
    userData,
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
        dialog.showOpenDialog = () => Promise.resolve({ canceled: filePaths.length === 0, filePaths })
      }, paths),
    proposedName: () => electron.evaluate(() => (globalThis as { proposedName?: string }).proposedName ?? ''),
    close: async () => {
      await electron.close()
      if (options.home === undefined) await rm(home, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

interface Fixtures {
  /** Starts applications that end with the test. */
  start: (options?: LaunchOptions) => Promise<Application>
  cluster: ReturnType<typeof useCluster>
}

export const test = base.extend<Fixtures>({
  start: async ({}, use) => {
    const running: Application[] = []
    await use(async (options) => {
      const application = await launch(options)
      running.push(application)
      return application
    })
    for (const application of running.reverse()) await application.close()
  },
  // Projects are called after the kind of cluster that their specs run on.
  cluster: async ({}, use, { project }) => use(useCluster(project.name as ClusterKind)),
})

export { expect }

/** The rows of the table that is shown, top to bottom, as far as the window has painted them. */
export const rows = (window: Page): Locator => window.locator('[role=row][data-uid]')

/** The row of a credential or secret by the text of one of its cells. */
export const rowOf = (window: Page, text: string): Locator => rows(window).filter({ hasText: text })

/** What one cell of a row says. */
export const cell = (row: Locator, column: string): Locator => row.locator(`[data-column="${column}"]`)

/** A file as text. */
export const text = (path: string): Promise<string> => readFile(path, 'utf8')

/** The search of the page that is shown. */
export const searchField = (window: Page): Locator => window.getByRole('textbox', { name: /^Search/ })

/** Where the page tells that a file in the home folder was saved. */
export const savedNote = (window: Page, file: string): Locator =>
  window.getByText(join('~', basename(file)), { exact: true })
