/**
 * `npm start`: installs, builds, finds a runtime and opens the application; `npm start -- snapshot …` needs neither
 * runtime nor display. Runs on Node 20 before `npm ci`.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { readArguments } from './setup/arguments.mjs'
import { requireBrowser } from './setup/browser.mjs'
import { buildApplication } from './setup/build.mjs'
import { installDependencies, projectNode } from './setup/dependencies.mjs'
import { displayAdvice, hasDisplay } from './setup/display.mjs'
import { electronArguments, findElectron } from './setup/electron.mjs'
import { findOnPath } from './setup/machine.mjs'

const root = join(import.meta.dirname, '..')
const say = (line) => console.log(line)
/** What a job reads is the path alone. */
const sayAside = (line) => console.error(line)

try {
  const asked = readArguments(process.argv.slice(2))
  await (asked.isSnapshot ? snapshot(asked) : start(asked))
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}

async function snapshot({ application }) {
  await installDependencies(root, sayAside, 'aside')
  await buildApplication(root, sayAside)
  process.exitCode = await open(projectNode(root), [
    join(root, 'out/main/snapshot.js'),
    ...application.slice(1),
  ])
}

async function start({ isElectronAskedFor, application }) {
  await installDependencies(root, say)
  await buildApplication(root, say)
  const runtime = await findRuntime(isElectronAskedFor)
  if (process.env.CREDENZA_HEADLESS !== '1' && !hasDisplay(process.platform, process.env)) {
    const isInstalled = Boolean(findOnPath('xvfb-run') && findOnPath('xauth'))
    throw new Error(displayAdvice({ isInstalled, application }))
  }
  const { command, args } = runtime
  process.exitCode = await open(command, [...args, join(root, 'out/main/index.js'), ...application])
}

async function findRuntime(isAskedFor) {
  const wanted = process.env.CREDENZA_RUNTIME
  if (wanted !== 'chromium') {
    const electron = await findElectron(root, { isAskedFor: isAskedFor || wanted === 'electron', say })
    if (electron) return { command: electron, args: electronArguments(process.platform, process.getuid?.()) }
    if (wanted === 'electron')
      throw new Error('CREDENZA_RUNTIME asks for Electron, which is not to be had here.')
  }
  if (process.platform === 'win32') {
    throw new Error(
      'Electron could not be downloaded, and on Windows there is no other runtime. Allow the download of its releases ' +
        'or set ELECTRON_MIRROR to a mirror of them, then run: npm start -- --try-electron',
    )
  }
  await requireBrowser(root, say)
  return { command: join(root, 'tools/chromium-runtime/chromium-runtime'), args: [] }
}

/** Runs the application and resolves with its exit code. */
function open(command, args) {
  const environment = { ...process.env }
  // An editor's terminal may set it, and Electron would be a plain Node.
  delete environment.ELECTRON_RUN_AS_NODE
  const child = spawn(command, args, {
    // npm runs scripts in the project's folder; relative paths are meant from where it was called.
    cwd: process.env.INIT_CWD ?? process.cwd(),
    env: environment,
    stdio: 'inherit',
  })
  // Ctrl-C reaches the application by the terminal, other signals only by us; either way it decides when to end.
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  process.on('SIGHUP', () => child.kill('SIGHUP'))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 143)))
  })
}
