import { findOnPath, isDebianAsRoot } from './machine.mjs'
import { run } from './run.mjs'
import { waitingFor } from './waiting.mjs'

/** The maximum time that a mirror may delay a start, in seconds. */
const longest = 900

/**
 * Installs Debian packages after saying so. Throws apt-get's message.
 * @param {string[]} names
 * @param {string} why
 * @param {(line: string) => void} say
 */
export async function installPackages(names, why, say) {
  await waitingFor(say, `Installing from Debian: ${names.join(', ')} (${why})`, () => install(names))
}

async function install(names) {
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const common = ['-y', '-q', '-o', 'DPkg::Lock::Timeout=300']
  const once = () =>
    run('apt-get', [...common, 'install', '--no-install-recommends', ...names], {
      environment,
      seconds: longest,
    })
  let result = await once()
  if (result.code !== 0) {
    // The package lists may be missing or too old for the mirror.
    await run('apt-get', [...common, 'update'], { environment, seconds: longest })
    result = await once()
  }
  if (result.code !== 0)
    throw new Error(`apt-get install ${names.join(' ')} failed.\n${result.output.slice(-3000)}`)
}

/**
 * Ensures that programs are on the PATH, by their Debian packages if possible.
 * @param {Record<string, string>} packagesByProgram
 * @param {string} why
 * @param {(line: string) => void} say
 */
export async function requirePrograms(packagesByProgram, why, say) {
  const missing = Object.keys(packagesByProgram).filter((program) => !findOnPath(program))
  if (missing.length === 0) return
  const packages = missing.map((program) => packagesByProgram[program])
  if (isDebianAsRoot()) return installPackages(packages, why, say)
  throw new Error(
    `Missing: ${missing.join(', ')} (${why}). On Debian: apt-get install ${packages.join(' ')} as root; ` +
      'elsewhere, install them the way your system does.',
  )
}
