import { EventEmitter } from 'node:events'
import { createApp } from './app/app.ts'
import { createEvent } from './app/event.ts'
import { createInstanceLock } from './app/instance-lock.ts'
import { createPaths } from './app/paths.ts'
import { findBrowser } from './browser/find.ts'
import { createBrowserFolders, removeStaleFolders } from './browser/folders.ts'
import { startBrowser } from './browser/start.ts'
import { switchesOf } from './browser/switches.ts'
import { ClipboardItem, createClipboard, type ClipboardPage } from './desktop/clipboard.ts'
import { createMenu } from './desktop/menu.ts'
import { createNativeTheme } from './desktop/native-theme.ts'
import { createNotificationClass } from './desktop/notification.ts'
import { createPageClipboard } from './desktop/page-clipboard.ts'
import { createScreen } from './desktop/screen.ts'
import { createShell } from './desktop/shell.ts'
import { isSystemDark } from './desktop/system-theme.ts'
import { createDialog } from './dialogs/dialog.ts'
import { createIpcMain } from './ipc/ipc-main.ts'
import { createSessions } from './session/session.ts'
import { readPackage, type CommandLine } from './start/command-line.ts'
import { createUtilityProcess } from './utility/utility-process.ts'
import { createBrowserWindowClass } from './window/browser-window.ts'
import type { WindowSurroundings } from './window/surroundings.ts'
import type { ShownWindow } from './window/shown-window.ts'
import { createWindows, type Windows } from './window/windows.ts'

interface Start {
  commandLine: CommandLine
  argv: readonly string[]
  environment: Readonly<Record<string, string | undefined>>
  platform: NodeJS.Platform
}

/** Builds everything once: the exports of `electron`, and `becomeReady` for startup. */
export function composeRuntime({ commandLine, argv, environment, platform }: Start) {
  const windows = createWindows<ShownWindow>()
  const paths = createPaths({
    environment,
    platform,
    userData: commandLine.switches.get('user-data-dir') ?? null,
    applicationName: () => name(),
  })
  const lock = createInstanceLock({ folder: paths.madeUserData, argv, workingFolder: process.cwd() })
  const { app, appended, becomeReady, name } = createApp({
    application: readPackage(commandLine.entry),
    commandLine,
    paths,
    lock,
    windows,
    endProcess: (code) => process.exit(code),
  })
  const sessions = createSessions()
  const { ipcMain, receive } = createIpcMain()
  const screen = createScreen()
  const nativeTheme = createNativeTheme(() => isSystemDark(environment))

  const launch: WindowSurroundings['launch'] = ({ isHidden, ...look }) => {
    removeStaleFolders()
    const folders = createBrowserFolders()
    const switches = switchesOf({
      ...look,
      folders,
      isHeadless: isHidden || environment['CREDENZA_HEADLESS'] === '1',
      hasFewProcesses: environment['CREDENZA_FEW_PROCESSES'] === '1',
      isRoot: process.getuid?.() === 0,
      debuggingPort: isHidden ? null : debuggingPortOf(commandLine.switches),
      extra: appended(),
    })
    const executable = findBrowser(environment, platform)
    const onListening = (line: string) => process.stderr.write(`${line}\n`)
    return startBrowser({ executable, switches, folders, environment, onListening })
  }
  const BrowserWindow = createBrowserWindowClass(windows, name, {
    launch,
    sessions,
    receiveIpc: receive,
    screen,
    theme: nativeTheme,
    onWebContents: (contents) => app.emit('web-contents-created', createEvent(), contents),
    awaitEnd: windows.awaitEnd,
  })

  const electron = {
    app,
    BrowserWindow,
    clipboard: createClipboard(environment, () => pageClipboard(windows)),
    ClipboardItem,
    dialog: createDialog({
      environment,
      applicationName: name,
      downloads: () => paths.get('downloads'),
      tell: (text) => process.stderr.write(`${text}\n`),
    }),
    ipcMain,
    Menu: createMenu(),
    nativeTheme,
    Notification: createNotificationClass(environment, name),
    powerMonitor: new EventEmitter(),
    protocol: sessions.own.face.protocol,
    screen,
    session: sessions.face,
    shell: createShell(environment, platform),
    utilityProcess: createUtilityProcess(() => app.isReady()),
    webContents: createContentsDirectory(windows),
  }
  return { electron, becomeReady }
}

function debuggingPortOf(switches: ReadonlyMap<string, string | null>): number | null {
  const port = switches.get('remote-debugging-port')
  if (port === undefined) return null
  return /^\d{1,5}$/.test(port ?? '') ? Number(port) : 0
}

function pageClipboard(windows: Windows<ShownWindow>): ClipboardPage | null {
  const core = windows.all()[0]?.core
  const session = core?.page()?.session
  return core === undefined || session === undefined ? null : createPageClipboard(core.browser.pipe, session)
}

/** `webContents`: finds a window's contents, for Playwright by its target. */
function createContentsDirectory(windows: Windows<ShownWindow>) {
  const contentsOf = (isWanted: (window: ShownWindow) => boolean) =>
    windows.all().find(isWanted)?.webContents ?? null
  return {
    getAllWebContents: () => windows.all().map(({ webContents }) => webContents),
    getFocusedWebContents: () => contentsOf((window) => window.isFocused()),
    fromId: (id: number) => contentsOf((window) => window.id === id),
    fromDevToolsTargetId: (targetId: string) => contentsOf(({ core }) => core.page()?.targetId === targetId),
  }
}
