import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { projectNode } from './dependencies.mjs'
import { inTurn } from './in-turn.mjs'
import { run } from './run.mjs'
import { waitingFor } from './waiting.mjs'

const sources = ['electron', 'renderer', 'shared', 'resources']
const settings = [
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
  'tsconfig.json',
]

/**
 * Builds the application into `out/`, unless it is up to date.
 * @param {string} root
 * @param {(line: string) => void} say
 */
export function buildApplication(root, say) {
  return inTurn(root, say, async () => {
    const stamp = join(root, 'out/.built-from')
    const wanted = hashSources(root)
    if (existsSync(join(root, 'out/main/index.js')) && readText(stamp) === wanted) return
    rmSync(stamp, { force: true })
    const args = [join(root, 'node_modules/electron-vite/bin/electron-vite.js'), 'build']
    await waitingFor(say, 'Building the application', async () => {
      const { code, output } = await run(projectNode(root), args, { folder: root })
      if (code !== 0) throw new Error(`The build failed.\n${output}`)
    })
    writeFileSync(stamp, wanted)
  })
}

/**
 * A hash over the names and contents of all build inputs.
 * @param {string} root
 */
function hashSources(root) {
  const hash = createHash('sha256')
  const files = sources.flatMap((folder) => filesBelow(join(root, folder)))
  for (const path of [...files, ...settings.map((name) => join(root, name))].sort()) {
    const content = readText(path)
    if (content === undefined || path.endsWith('.test.ts')) continue
    hash.update(`${relative(root, path).split(sep).join('/')}\0${content.length}\0${content}`)
  }
  return hash.digest('hex')
}

function filesBelow(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesBelow(path) : [path]
  })
}

function readText(path) {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return undefined
  }
}
