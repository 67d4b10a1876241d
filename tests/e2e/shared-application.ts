import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { ElectronApplication, Page } from '@playwright/test'
import { startPage } from '../../electron/app/served-files.ts'
import type { ContextList } from '../../shared/contract/contexts.ts'
import type { Settings } from '../../shared/contract/settings.ts'
import { sandboxContext, usualSandboxVersion, type SandboxFaults } from '../../shared/sandbox.ts'
import type { SnapshotFile } from '../../shared/snapshot.ts'
import { askBridge, callBridge } from './bridge.ts'
import { launch, untilShown, usualSize, type Application, type OpenOptions } from './launch.ts'
import { keepPlatform, putPlatformBack } from './platform-of-tests.ts'

/** A running application that one test after the other uses. */
export interface SharedApplication extends Application {
  /** Shows what a start with these options would show. To be called once after the start and after each `putBack`. */
  show: (options: OpenOptions) => Promise<void>
  /** Puts everything back to how it was after the start; false if that can't be done. */
  putBack: () => Promise<boolean>
  close: () => Promise<void>
}

/** Starts an application that has found no kubeconfig, and learns what it is like then. */
export async function startShared(): Promise<SharedApplication> {
  const application = await launch()
  const { electron, window, home, userData, expectNoLeak } = application
  await keepPlatform(electron)
  const usual = await askBridge<Settings>(window, 'settings', 'read')
  // Changes nothing, but has the file written.
  await askBridge(window, 'settings', 'change', usual)
  const usualFile = await readSettingsFile(userData)
  const usualFaults = await askBridge<SandboxFaults>(window, 'sandbox', 'faults')
  await load(electron, emptyPage)
  let isAskedForSandbox = false

  /** What a second start asks for reaches the running application by this event. */
  async function handOver({ kubeconfig, context, isSandbox = false }: OpenOptions): Promise<void> {
    isAskedForSandbox = isSandbox
    const asked = isSandbox ? { context: sandboxContext } : { kubeconfig, context }
    if (asked.kubeconfig === undefined && asked.context === undefined) return
    await electron.evaluate(({ app }, handed) => void app.emit('second-instance', {}, [], '', handed), asked)
  }

  /** Ends a wizard that is still open. What was typed into it may be on its way to be kept, so that is waited for. */
  async function endDialogs(): Promise<void> {
    if ((await window.getByRole('dialog').count()) === 0) return
    await window.reload()
    await untilShown(window)
    // Drafts are kept and read one after the other.
    await askBridge(window, 'drafts', 'read', { context: sandboxContext, type: 'password' })
  }

  async function discardDrafts(): Promise<void> {
    const { drafts = [] } = (await readSettingsFile(userData)) ?? {}
    for (const { context, type } of drafts) await askBridge(window, 'drafts', 'discard', { context, type })
  }

  async function forgetRecentFiles(): Promise<void> {
    for (const { id } of await askBridge<SnapshotFile[]>(window, 'snapshots', 'recent'))
      await askBridge(window, 'snapshots', 'forget', { file: id })
  }

  /** Once more where something that the page had under way was written after all. */
  async function putSettingsBack(): Promise<boolean> {
    for (let tries = 0; tries < 5; tries += 1) {
      const { ok } = await callBridge(window, 'settings', 'change', usual)
      await discardDrafts()
      await forgetRecentFiles()
      if (ok && (await isAsAtStart())) return true
    }
    return false
  }

  const changedSettings = async () => {
    const now = Object.entries((await readSettingsFile(userData)) ?? {})
    return now.flatMap(([name, value]) =>
      isDeepStrictEqual(value, usualFile?.[name as keyof SettingsFile]) ? [] : [name],
    )
  }

  const isAsAtStart = async () => isDeepStrictEqual(await readSettingsFile(userData), usualFile)

  /** False where the sandbox was opened by an application that was not asked for it: it stays open until the end. */
  async function putSandboxBack(): Promise<boolean> {
    const isOpen = (await readdir(userData)).includes('sandbox.json')
    if (!isOpen) return true
    await askBridge(window, 'sandbox', 'switchFaults', usualFaults)
    await askBridge(window, 'sandbox', 'reset', { version: usualSandboxVersion })
    return isAskedForSandbox
  }

  return {
    ...application,
    show: async (options) => {
      await window.setViewportSize(options.size ?? usualSize)
      await window.emulateMedia({ colorScheme: options.colorScheme ?? 'light', reducedMotion })
      await window.mouse.move(0, 0)
      await handOver(options)
      await load(electron, startPage)
      await untilShown(window)
    },

    putBack: async () => {
      await endDialogs()
      await putSettingsBack()
      const { places } = await askBridge<ContextList>(window, 'contexts', 'list')
      const hasChosen = places.some(({ source }) => source === 'chosen')
      const isSandboxBack = await putSandboxBack()
      await emptyStorage(window)
      await load(electron, emptyPage)
      // The page may have written something as it ended, such as the search that was typed last.
      if (!(await isAsAtStart())) {
        await load(electron, startPage)
        await untilShown(window)
        await putSettingsBack()
        await load(electron, emptyPage)
      }
      await putPlatformBack(electron)
      await expectNoLeak()
      await emptyHome(home)
      const areSettingsBack = await isAsAtStart()
      if (!areSettingsBack) console.log('settings not put back:', await changedSettings())
      return areSettingsBack && !hasChosen && isSandboxBack
    },
  }
}

/**
 * Drawing what slides and fades takes a tenth of a spec's time, and what is drawn in the meantime is no one's subject here.
 * An application that a test starts moves, and so do all where each spec runs on both clusters.
 */
const reducedMotion = process.env['CREDENZA_SPECS'] === 'everywhere' ? 'no-preference' : 'reduce'

/** If nothing runs: lists, watches and timers of the page before it have ended. */
const emptyPage = 'about:blank'

/** Shows another page. The application itself has to do it, since it lets no one else. */
const load = (electron: ElectronApplication, address: string): Promise<void> =>
  electron.evaluate(({ BrowserWindow }, url) => BrowserWindow.getAllWindows()[0]?.loadURL(url), address)

interface SettingsFile {
  drafts?: { context: string; type: string }[]
  toldExpiries: null
}

/**
 * What the settings file holds; `null` if it can't be read. Not what the system was told to expire: nothing can take
 * that back, and tests of notifications start an application.
 */
async function readSettingsFile(userData: string): Promise<SettingsFile | null> {
  try {
    const stored = JSON.parse(await readFile(join(userData, 'settings.json'), 'utf8')) as object
    return { ...stored, toldExpiries: null }
  } catch {
    return null
  }
}

/** The part of the page's databases that is used here; the tools that start applications know no page. */
interface Databases {
  databases: () => Promise<{ name?: string }[]>
  deleteDatabase: (name: string) => unknown
}

/** Removes all that the page could keep in the browser. */
async function emptyStorage(window: Page): Promise<void> {
  await window.evaluate(async () => {
    const { indexedDB } = globalThis as unknown as { indexedDB: Databases }
    localStorage.clear()
    sessionStorage.clear()
    for (const { name = '' } of await indexedDB.databases()) indexedDB.deleteDatabase(name)
  })
}

/** Removes all files of the user but the application's own. */
async function emptyHome(home: string): Promise<void> {
  for (const name of await readdir(home))
    if (name !== 'user-data') await rm(join(home, name), { recursive: true, force: true, maxRetries: 5 })
  await mkdir(join(home, 'Downloads'))
}
