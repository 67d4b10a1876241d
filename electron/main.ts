import { homedir } from 'node:os'
import { join } from 'node:path'
import { app, dialog, session } from 'electron'
import {
  commandLineProblem,
  ownArguments,
  readAsked,
  readCommandLine,
  textAskedFor,
  unknownOptions,
  type CommandLine,
} from './app/command-line.ts'
import { leaveAppImage } from './app/leave-app-image.ts'
import { switchOffCoreDumps } from './app/core-dumps.ts'
import { desktop } from './app/dialogs.ts'
import { createWire } from './app/ipc-wire.ts'
import { startKeychainProcess } from './app/keychain-process.ts'
import { createDevelopment } from './app/development.ts'
import { setMenu } from './app/menu.ts'
import { guardNavigation, guardSession } from './app/navigation-guard.ts'
import { answerOwnFile, isOwnAddress } from './app/served-files.ts'
import { registerOwnScheme, serveOwnFiles } from './app/own-protocol.ts'
import { finishBeforeQuit } from './app/quit.ts'
import { refusalToStart } from './app/refused-switches.ts'
import { followAddresses } from './app/addresses.ts'
import { openWindow, raiseWindow } from './app/window.ts'
import { withPlace } from './app/window-place.ts'
import type { Composed } from './compose/compose.ts'
import { openOwnFiles } from './compose/open-own-files.ts'
import type { Platform } from './compose/platform.ts'
import { isCommand } from './commands/command-names.ts'
import { exitCodes } from './commands/exit-code.ts'
import { complainAside, untilEnded } from './commands/until-ended.ts'
import { startTableThread } from './snapshots/thread/start-thread.ts'

app.setName('Credenza')
app.enableSandbox()
// Windows shows notifications only of an application that names itself as its shortcut does.
if (process.platform === 'win32') app.setAppUserModelId('app.credenza.desktop')
switchOffCoreDumps()
leaveAppImage(process.env)

const args = ownArguments(process.argv, app.isPackaged)
const asked = readCommandLine(args, process.cwd())
// Only `npm run dev` builds with it: a page that is loaded anew then opens what was open.
const development = import.meta.env.DEV
  ? createDevelopment(process.env, (context) => void (asked.context = context))
  : null
const refusal =
  refusalToStart({ isPackaged: app.isPackaged, argv: process.argv, environment: process.env }) ??
  commandLineProblem(args)

const text = textAskedFor(args, app.getVersion())

const startTables = () => startTableThread(join(import.meta.dirname, 'snapshots.js'))

if (isCommand(args)) {
  void untilEnded(async (ending) => {
    const { runCommand } = await import('./commands/commands.ts')
    return runCommand({
      ...ending,
      args,
      folder: process.cwd(),
      version: app.getVersion(),
      userData: app.getPath('userData'),
      home: homedir(),
      environment: process.env,
      platform: process.platform,
      startTables,
    })
  }).then((code) => app.exit(code))
} else if (text !== null) {
  void untilEnded(({ terminal }) => {
    terminal.print(text)
    return Promise.resolve(exitCodes.done)
  }).then((code) => app.exit(code))
} else if (refusal !== null) {
  // Before the application is ready, the box is a line on the standard error where there is no desktop.
  dialog.showErrorBox('Credenza can’t start this way', refusal)
  app.exit(1)
  // What a second start asks for reaches the first one this way: its command line may arrive in another order.
} else if (app.requestSingleInstanceLock(asked)) {
  registerOwnScheme()
  guardNavigation()
  const wire = createWire()
  const addresses = followAddresses(app.isPackaged)
  const unknown = unknownOptions(args)
  if (unknown.length > 0) complainAside(`Unknown options: ${unknown.slice(0, 10).join(', ')}.`)
  app.on('window-all-closed', () => app.quit())
  const started = app.whenReady().then(async () => {
    guardSession(session.defaultSession, (url) => isOwnAddress(url) || url.startsWith('devtools:'))
    const given: Platform = {
      version: app.getVersion(),
      userData: app.getPath('userData'),
      home: homedir(),
      environment: process.env,
      platform: process.platform,
      thirdParty: join(import.meta.dirname, '../third-party.json'),
      asked,
      wire,
      startKeychain: () => startKeychainProcess(join(import.meta.dirname, 'keychain.js')),
      startTables,
      desktop,
    }
    const opened = await openOwnFiles(given)
    const { settings } = opened
    desktop.setTheme(settings.read().theme)
    const services = Promise.withResolvers<null>()
    const files = join(import.meta.dirname, '../renderer')
    const answer = development?.answer ?? ((request: Request) => answerOwnFile(files, request.url))
    // The page asks the services at once, so it comes when they are there.
    serveOwnFiles(async (request) => {
      await services.promise
      return answer(request)
    })
    let composed: Composed | null = null
    openWindow({
      isWriting: () => composed?.isWriting() ?? false,
      save: async () => composed?.savePages(),
      preload: join(import.meta.dirname, '../preload/preload.cjs'),
      isPackaged: app.isPackaged,
      places: settings.read().windowPlaces,
      onPlace: (place) => {
        const windowPlaces = withPlace(settings.read().windowPlaces, place)
        // The place is a comfort: where it can't be written, the next start takes the usual one.
        settings.change({ windowPlaces }).catch(() => undefined)
      },
    })
    // Their code is read while the window's process starts.
    const { compose } = await import('./compose/compose.ts')
    composed = compose(given, opened)
    const { tellAsked, tellCredential, tellReview, reportFault } = composed
    // In development, the terminal shows them.
    if (development === null)
      process.on('uncaughtException', reportFault).on('unhandledRejection', reportFault)
    services.resolve(null)
    setMenu(process.platform, composed.tellMenuChosen)
    finishBeforeQuit(composed.finish, 2000)
    const show = (next: CommandLine): void => {
      raiseWindow()
      const namesContext = next.kubeconfig !== undefined || next.context !== undefined
      const { credential } = next
      void (namesContext ? tellAsked(next) : Promise.resolve()).then(() => {
        if (credential !== undefined) tellCredential({ context: next.context ?? null, ...credential })
      })
      if (next.review !== undefined) tellReview(next.review)
    }
    app.on('second-instance', (_event, _argv, _folder, second) => show(readAsked(second)))
    const showAddress = (address: string) => show(readCommandLine([address], process.cwd()))
    addresses.follow(showAddress)
  })
  void started.catch((error: unknown) => {
    const kind = error instanceof Error ? error.name : typeof error
    dialog.showErrorBox(
      'Credenza couldn’t start',
      `Part of it may be missing or damaged. Install it again. (${kind})`,
    )
    app.exit(1)
  })
} else {
  app.quit()
}
