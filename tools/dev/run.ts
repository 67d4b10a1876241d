/** `npm run dev`: the application from its sources, with automatic updates. Called by tools/dev.mjs. */
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { resolveConfig } from 'electron-vite'
import { guardProcesses } from '../setup/guard.mjs'
import { temporaryForSockets } from '../setup/machine.mjs'
import { createApplication } from './application.ts'
import { watchBuild } from './main-builds.ts'
import { startWindowServer } from './window-server.ts'

interface Wanted {
  root: string
  runtime: { command: string; args: string[] }
  application: string[]
  folder: string
}

/** Several parts are often built for one change, within this many milliseconds. */
const moment = 60

const { root, runtime, application: given, folder } = JSON.parse(process.argv[2] ?? '') as Wanted
const seconds = (begin: number) => `${((Date.now() - begin) / 1000).toFixed(1)} s`
const say = (line: string) => console.log(line)

// Vite distinguishes this build from the product's by these.
process.env['NODE_ENV'] = 'development'
process.env['NODE_ENV_ELECTRON_VITE'] = 'development'

const out = join(root, 'out-dev')
const secret = mkdtempSync(join(temporaryForSockets(), 'credenza-dev-'))
const socket = process.platform === 'win32' ? String.raw`\\.\pipe\${secret}` : join(secret, 'socket')
process.once('exit', () => rmSync(secret, { recursive: true, force: true }))

let end: (code: number) => void = () => undefined
const ended = new Promise<number>((resolve) => (end = resolve))
for (const [name, code] of Object.entries({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 })) {
  process.on(name, () => end(code))
}

const begin = Date.now()
const { config } = await resolveConfig(
  { root, mode: 'development', build: { outDir: out } },
  'serve',
  'development',
)
if (!config?.main || !config.preload || !config.renderer)
  throw new Error('electron.vite.config.ts lacks a part.')
const server = await startWindowServer({ root, config: config.renderer, cache: join(out, 'vite'), socket })

const environment: NodeJS.ProcessEnv = { ...process.env, CREDENZA_DEVELOPMENT: socket }
delete environment['NODE_ENV']
delete environment['NODE_ENV_ELECTRON_VITE']
const guard = guardProcesses()
const application = createApplication({
  command: runtime.command,
  environment,
  folder,
  onStarted: guard.add,
  onEnd,
})

function onEnd(code: number): void {
  if (code !== 0) say(`The application ended with ${code}. It starts again with the next change.`)
  else if (server.page.hasPage()) end(0)
  else {
    say('Credenza is already open. Close it, or choose another folder with --user-data-dir=DIR.')
    end(1)
  }
}

/** The window's current state. Without one, what the command line asked for. */
function argumentsNow(): string[] {
  const { context } = server.page.place()
  const isPlace = /^--(context=|sandbox$)/
  const own =
    context === '' ? given : [...given.filter((each) => !isPlace.test(each)), `--context=${context}`]
  return [...runtime.args, join(out, 'main/index.js'), ...own]
}

let changed: NodeJS.Timeout | undefined
function restart(): void {
  clearTimeout(changed)
  changed = setTimeout(() => {
    const from = Date.now()
    void application
      .restart(argumentsNow)
      .then(() => say(`Restarted (${seconds(from)} until the old one had ended).`))
  }, moment)
}

const onFailed = (message: string) => say(`The build failed, so the running version stays:\n${message}`)
try {
  const builds = await Promise.all(
    [config.main, config.preload].map((part) => watchBuild(part, { onBuilt: restart, onFailed })),
  )
  say(`Built in ${seconds(begin)}. Opening the window; Ctrl+C ends everything.`)
  await application.restart(argumentsNow)
  process.exitCode = await ended
  await application.end()
  await Promise.all([...builds, server].map((each) => each.close()))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
guard.release()
process.exit()
