import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inTurn } from './in-turn.mjs'
import { run, runNpm } from './run.mjs'
import { waitingFor } from './waiting.mjs'

/**
 * Installs the locked dependencies, unless that is done.
 * @param {string} root
 * @param {(line: string) => void} say
 * @param {true | 'aside'} isShown where npm's output goes, as in `run`
 */
export function installDependencies(root, say, isShown = true) {
  return inTurn(root, say, async () => {
    const lock = readJson(join(root, 'package-lock.json'))
    const hidden = readJson(join(root, 'node_modules/.package-lock.json'))
    if (isInstalled(lock, hidden) && existsSync(projectNode(root))) return
    await waitingFor(say, 'Installing the dependencies (npm ci)', () => install(root, isShown))
  })
}

/** Everything is a dependency for development, which npm leaves out if NODE_ENV or its settings say so. */
async function install(root, isShown) {
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']
  const { code } = await runNpm(args, { folder: root, isShown })
  if (code !== 0) throw new Error('npm ci failed; see its output above.')
  const node = await run(projectNode(root), ['--version'])
  if (node.code !== 0) {
    throw new Error(
      `The project’s own Node doesn’t run: ${node.output.trim()}\n` +
        'If npm’s setting ignore-scripts is on (npm config get ignore-scripts), run: npm ci --ignore-scripts=false --include=dev',
    )
  }
}

/**
 * Whether what npm last installed (its hidden lock file) matches the lock file.
 * @param {{ packages: Record<string, object> } | undefined} lock
 * @param {{ packages: Record<string, object> } | undefined} hidden
 */
export function isInstalled(lock, hidden) {
  if (!lock || !hidden) return false
  const isSame = ([path, entry]) => {
    const installed = hidden.packages[path]
    // npm omits optional packages of other platforms.
    if (!installed) return path === '' || Boolean(entry.optional || entry.devOptional || entry.peer)
    return installed.version === entry.version && installed.integrity === entry.integrity
  }
  // A copied or shared folder may have the packages of another system.
  const fits = ({ os, cpu }) => (!os || os.includes(process.platform)) && (!cpu || cpu.includes(process.arch))
  return (
    Object.entries(lock.packages).every(isSame) &&
    Object.entries(hidden.packages).every(([path, entry]) => path in lock.packages && fits(entry))
  )
}

/**
 * The project's own Node: that of its Electron.
 * @param {string} root
 */
export function projectNode(root) {
  return join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node')
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}
