import { homedir } from 'node:os'
import { join } from 'node:path'
import { app } from 'electron'
import { readAsked, readCommandLine } from './app/command-line.ts'
import { desktop } from './app/dialogs.ts'
import { createWire } from './app/ipc-wire.ts'
import { startKeychainProcess } from './app/keychain-process.ts'
import { setMenu } from './app/menu.ts'
import { guardNavigation, guardSession } from './app/navigation-guard.ts'
import { registerOwnScheme, serveOwnFiles } from './app/own-protocol.ts'
import { finishBeforeQuit } from './app/quit.ts'
import { openWindow, raiseWindow } from './app/window.ts'
import { compose } from './compose.ts'

app.setName('Credenza')
app.enableSandbox()

const asked = readCommandLine(process.argv.slice(app.isPackaged ? 1 : 2), process.cwd())

// What a second start asks for reaches the first one this way: its command line may arrive in another order.
if (app.requestSingleInstanceLock(asked)) {
  registerOwnScheme()
  guardNavigation()
  const wire = createWire()
  app.on('window-all-closed', () => app.quit())
  void app.whenReady().then(async () => {
    guardSession()
    serveOwnFiles(join(import.meta.dirname, '../renderer'))
    const { settings, tellAsked, tellSettingsAsked, finish } = await compose({
      version: app.getVersion(),
      userData: app.getPath('userData'),
      home: homedir(),
      environment: process.env,
      platform: process.platform,
      asked,
      wire,
      startKeychain: () => startKeychainProcess(join(import.meta.dirname, 'keychain.js')),
      desktop,
    })
    setMenu(process.platform, tellSettingsAsked)
    finishBeforeQuit(finish, 2000)
    app.on('second-instance', (_event, _argv, _folder, second) => {
      raiseWindow()
      const next = readAsked(second)
      if (next.kubeconfig !== undefined || next.context !== undefined) void tellAsked(next)
    })
    openWindow({
      preload: join(import.meta.dirname, '../preload/preload.cjs'),
      isPackaged: app.isPackaged,
      place: settings.read().window,
      onPlace: (window) => {
        // The place is a comfort: where it can't be written, the next start takes the usual one.
        settings.change({ window }).catch(() => undefined)
      },
    })
  })
} else {
  app.quit()
}
