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

/** A running application that tests use one after the other. */
export interface SharedApplication extends Application {
  /** Shows what a start with these options would show. Call it once after the start and after each `putBack`. */
  show: (options: OpenOptions) => Promise<void>
  /** Resets everything to the state after the start. False if that's not possible. */
  putBack: () => Promise<boolean>
  close: () => Promise<void>
}

/** Starts an application that found no kubeconfig, and records its initial state. */
export async function startShared(): Promise<SharedApplication> {
  const application = await launch()
  const { electron, window, home, userData, expectNoLeak, expectNoFault } = application
  await keepPlatform(electron)
  const usual = await askBridge<Settings>(window, 'settings', 'read')
  // Changes nothing, but makes it write the file.
  await askBridge(window, 'settings', 'change', usual)
  const usualFile = await readSettingsFile(userData)
  const usualFaults = await askBridge<SandboxFaults>(window, 'sandbox', 'faults')
  await load(electron, emptyPage)
  let isAskedForSandbox = false

  /** A second start's request reaches the running application by this event. */
  async function handOver({ kubeconfig, context, isSandbox = false }: OpenOptions): Promise<void> {
    isAskedForSandbox = isSandbox
    const asked = isSandbox ? { context: sandboxContext } : { kubeconfig, context }
    if (asked.kubeconfig === undefined && asked.context === undefined) return
    await electron.evaluate(({ app }, handed) => void app.emit('second-instance', {}, [], '', handed), asked)
  }

  /** Ends a wizard that is still open. Its input may be on its way to being saved, so that is awaited. */
  async function endDialogs(): Promise<void> {
    if ((await window.getByRole('dialog').count()) === 0) return
    await window.reload()
    await untilShown(window)
    // Drafts are saved and read one at a time.
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

  /** Once more, in case the page wrote something that was under way. */
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

  /** False if an application that wasn't asked for the sandbox opened it: it stays open until the end. */
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
      // What waits for a pause is saved now, and not after the settings are put back.
      await window.evaluate('void dispatchEvent(new Event("pagehide"))')
      await putSettingsBack()
      const { places } = await askBridge<ContextList>(window, 'contexts', 'list')
      const hasChosen = places.some(({ source }) => source === 'chosen')
      const isSandboxBack = await putSandboxBack()
      await emptyStorage(window)
      await load(electron, emptyPage)
      // The page may have written something as it ended, such as the last search.
      if (!(await isAsAtStart())) {
        await load(electron, startPage)
        await untilShown(window)
        await putSettingsBack()
        await load(electron, emptyPage)
      }
      await putPlatformBack(electron)
      await expectNoLeak()
      await expectNoFault()
      await emptyHome(home)
      const areSettingsBack = await isAsAtStart()
      const unexpected = (await changedSettings()).filter((name) => !lasting.includes(name))
      if (unexpected.length > 0) console.log('settings not put back:', unexpected)
      return areSettingsBack && !hasChosen && isSandboxBack
    },
  }
}

/**
 * Rendering animations takes a tenth of a spec's time, and no spec is about them here. Applications that a test starts
 * are animated, and so are all if each spec runs on both clusters.
 */
const reducedMotion = process.env['CREDENZA_SPECS'] === 'everywhere' ? 'no-preference' : 'reduce'

/** What a test chose in a dialog or named by hand. No operation takes it back, so the next test gets another application. */
const lasting = ['historyFolder', 'namespaces', 'recentKubeconfigs']

/** Loaded to end the previous page's lists, watches and timers. */
const emptyPage = 'about:blank'

/** Loads another page. The application itself must do that, since it allows nobody else. */
const load = (electron: ElectronApplication, address: string): Promise<void> =>
  electron.evaluate(({ BrowserWindow }, url) => BrowserWindow.getAllWindows()[0]?.loadURL(url), address)

interface SettingsFile {
  drafts?: { context: string; type: string }[]
  toldExpiries: null
}

/**
 * The content of the settings file; `null` if it can't be read. Excludes the record of expiry notifications, which
 * nothing can revert; tests of notifications start an application.
 */
async function readSettingsFile(userData: string): Promise<SettingsFile | null> {
  try {
    const stored = JSON.parse(await readFile(join(userData, 'settings.json'), 'utf8')) as object
    return { ...stored, toldExpiries: null }
  } catch {
    return null
  }
}

/** The part of the page's databases that is used here, since the types of these tools exclude the DOM. */
interface Databases {
  databases: () => Promise<{ name?: string }[]>
  deleteDatabase: (name: string) => unknown
}

/** Removes everything that the page could store in the browser. */
async function emptyStorage(window: Page): Promise<void> {
  await window.evaluate(async () => {
    const { indexedDB } = globalThis as unknown as { indexedDB: Databases }
    localStorage.clear()
    sessionStorage.clear()
    for (const { name = '' } of await indexedDB.databases()) indexedDB.deleteDatabase(name)
  })
}

/** Removes all files of the user except the application's own. */
async function emptyHome(home: string): Promise<void> {
  for (const name of await readdir(home))
    if (name !== 'user-data') await rm(join(home, name), { recursive: true, force: true, maxRetries: 5 })
  await mkdir(join(home, 'Downloads'))
}
