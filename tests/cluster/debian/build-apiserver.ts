import { rmSync } from 'node:fs'
import { access, chmod, mkdir, rename, rm } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { holdLock } from './build-lock.ts'
import { compileApiserver } from './compile-apiserver.ts'
import { debianRelease } from './debian.ts'
import { fetchSources } from './fetch-sources.ts'
import { proveByWrite } from './prove-by-write.ts'
import { createRunner } from './run-program.ts'
import { createStages } from './stages.ts'

/** The only version with a known build recipe: that of Debian 12. */
const version = '1.20.2'

/** What a build needs. */
interface BuildOptions {
  say: (line: string) => void
  environment: NodeJS.ProcessEnv
  /** Path of an etcd for the test. */
  etcd: string
}

/** Credenza's folder in the user's cache. */
function cacheFolder(environment: NodeJS.ProcessEnv): string {
  return join(environment['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'credenza')
}

function builtPath(environment: NodeJS.ProcessEnv): string {
  return join(cacheFolder(environment), `kube-apiserver-${version}`, 'kube-apiserver')
}

/** The kube-apiserver from an earlier build in the cache. */
export async function builtApiserver(environment: NodeJS.ProcessEnv): Promise<string | undefined> {
  const path = builtPath(environment)
  return access(path).then(
    () => path,
    () => undefined,
  )
}

/**
 * Builds kube-apiserver from Debian's source package into the user's cache and resolves with its path. Only one process
 * of the machine builds at a time; the others wait for its result. Compiler and sources are in a folder that is removed
 * again, so that nothing is installed. A build that fails a test write is discarded.
 */
export async function buildApiserver({ say, environment, etcd }: BuildOptions): Promise<string> {
  const release = await debianRelease()
  if (release !== '12') {
    throw new Error(
      `kube-apiserver can be built from the sources of Debian 12, not from those of Debian ${release ?? '(unknown)'}. ` +
        'Set KUBEBUILDER_ASSETS to a folder with kube-apiserver, etcd and kubectl instead.',
    )
  }
  const cache = cacheFolder(environment)
  await mkdir(cache, { recursive: true })
  const unlock = await holdLock(cache, () => say('Another run is building kube-apiserver: waiting for it'))
  try {
    return (await builtApiserver(environment)) ?? (await buildLocked({ say, environment, etcd }))
  } finally {
    await unlock()
  }
}

async function buildLocked({ say, environment, etcd }: BuildOptions): Promise<string> {
  const target = builtPath(environment)
  const work = join(cacheFolder(environment), `kube-apiserver-${version}.building`)
  const clean = () => rmSync(work, { recursive: true, force: true, maxRetries: 5 })
  // A killed build may have left its folder.
  clean()
  const runner = createRunner(clean)
  const stages = createStages(say)
  say(`Building kube-apiserver ${version} from Debian's sources: once per machine, four minutes and more`)
  try {
    const context = { work, version, run: runner.run, stage: stages.begin }
    await fetchSources(context)
    const binary = await compileApiserver(context)
    stages.begin('proving it by a write')
    await proveByWrite({ apiserver: binary, etcd }, version)
    await chmod(binary, 0o755)
    await mkdir(join(target, '..'), { recursive: true })
    await rename(binary, target)
    stages.end(`kube-apiserver ${version} is built and kept as ${target}`)
    return target
  } finally {
    stages.end()
    await rm(work, { recursive: true, force: true, maxRetries: 5 })
    runner.close()
  }
}
