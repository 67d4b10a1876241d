import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { projectNode } from './dependencies.mjs'
import { inTurn } from './in-turn.mjs'
import { cacheFolder } from './machine.mjs'
import { run } from './run.mjs'
import { waitingFor } from './waiting.mjs'

const files = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
}

/** How long one attempt to download Electron may take. */
const downloadSeconds = 120

/**
 * The path of an Electron that runs here, downloaded if possible; undefined if there is none. A failed download is
 * remembered for this version of Electron and not retried, unless asked for.
 * @param {string} root
 * @param {{ isAskedFor: boolean, say: (line: string) => void }} options
 */
export function findElectron(root, { isAskedFor, say }) {
  return inTurn(root, say, async () => {
    const path = join(root, 'node_modules/electron/dist', files[process.platform] ?? 'electron')
    if (existsSync(path)) return (await works(path, say)) ? path : undefined
    const { version } = JSON.parse(readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8'))
    const note = join(cacheFolder(process.platform, process.env), `electron-${version}-not-downloadable`)
    const isSkipped = Boolean(process.env.ELECTRON_SKIP_BINARY_DOWNLOAD)
    if (!mayDownload({ hasFailedBefore: existsSync(note), isAskedFor, isSkipped })) return undefined
    const isThere = await download(root, version, say)
    remember(note, isThere)
    if (isThere) return (await works(path, say)) ? path : undefined
    say('  It can’t be downloaded from here; npm start -- --try-electron tries it again.')
    return undefined
  })
}

/** The note only saves time, so that a home folder that can’t be written is no failure. */
function remember(note, isThere) {
  try {
    rmSync(note, { force: true })
    if (isThere) return
    mkdirSync(dirname(note), { recursive: true })
    writeFileSync(note, `The download failed on ${new Date().toISOString()}.\n`)
  } catch {
    // The next start tries the download again.
  }
}

/**
 * Whether to try the download.
 * @param {{ hasFailedBefore: boolean, isAskedFor: boolean, isSkipped: boolean }} state
 */
export function mayDownload({ hasFailedBefore, isAskedFor, isSkipped }) {
  return isAskedFor || !(isSkipped || hasFailedBefore)
}

/**
 * Arguments for Electron, before the application's.
 * @param {string} platform
 * @param {number | undefined} user
 */
export function electronArguments(platform, user) {
  return platform === 'linux' && user === 0 ? ['--no-sandbox'] : []
}

async function download(root, version, say) {
  const environment = { ...process.env }
  // It was explicitly requested, or this wouldn't run.
  delete environment.ELECTRON_SKIP_BINARY_DOWNLOAD
  const args = [join(root, 'node_modules/electron/install.js')]
  const options = { folder: root, environment, seconds: downloadSeconds }
  const what = `Downloading Electron ${version} (at most ${downloadSeconds / 60} minutes)`
  const { code } = await waitingFor(say, what, () => run(projectNode(root), args, options))
  return code === 0
}

async function works(path, say) {
  const args = [...electronArguments(process.platform, process.getuid?.()), '--version']
  const environment = { ...process.env }
  delete environment.ELECTRON_RUN_AS_NODE
  const { code, output } = await run(path, args, { seconds: 30, environment })
  if (code !== 0) say(`The installed Electron doesn’t run here: ${output.trim().split('\n').at(-1)}`)
  return code === 0
}
