import { pathToFileURL } from 'node:url'
import { findBrowser } from './browser/find.ts'
import { readCommandLine } from './start/command-line.ts'
import { checkDisplay } from './start/display.ts'

// Node loads what is behind these on first use. A debugger can interrupt that load and run other parts of the
// application, which would find half of it: then no request of the page is served anymore.
void [globalThis.performance, globalThis.Headers]

/** Throws a message for people if the application can't be shown. */
function prepare(): string {
  try {
    checkDisplay(process.env, process.platform)
    findBrowser(process.env, process.platform)
    return readCommandLine(process.argv.slice(1), process.cwd()).entry
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  }
}

// The application sees the command line as Electron would show it, and its children start without our hooks.
process.argv.splice(0, 2, process.env['CHROMIUM_RUNTIME_EXECUTABLE'] ?? process.argv0)
process.execArgv.splice(0)
delete process.env['CHROMIUM_RUNTIME_EXECUTABLE']
const entry = prepare()
Object.defineProperty(process.versions, 'electron', { value: 'chromium-runtime', enumerable: true })
Object.assign(process, { type: 'browser', defaultApp: true })

const { app, becomeReady } = await import('./modules/electron.ts')
let signals = 0
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (++signals === 1) app.quit()
    else process.exit(1)
  })
}
// As in Electron, an unhandled rejection is a warning, not the end, and the application’s if it listens.
process.on('unhandledRejection', (reason) => {
  if (process.listenerCount('unhandledRejection') === 1) console.error('Unhandled rejection:', reason)
})
await import(pathToFileURL(entry).href)
becomeReady()
