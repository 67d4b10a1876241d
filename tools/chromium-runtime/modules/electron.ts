// What `import … from 'electron'` and `require('electron')` return to the application.
import { composeRuntime } from '../compose.ts'
import { readCommandLine } from '../start/command-line.ts'

const { electron, becomeReady } = composeRuntime({
  commandLine: readCommandLine(process.argv.slice(1), process.cwd()),
  argv: process.argv,
  environment: process.env,
  platform: process.platform,
})

export const {
  app,
  BrowserWindow,
  clipboard,
  ClipboardItem,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  Notification,
  powerMonitor,
  protocol,
  screen,
  session,
  shell,
  utilityProcess,
  webContents,
} = electron

/** Only for startup: the application has loaded. */
export { becomeReady }

export { electron as default, electron as 'module.exports' }
