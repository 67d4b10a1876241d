import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readSources, sourcesWithSource } from './debian-sources.ts'
import type { Runner } from './run-program.ts'

/** What the steps of a build share. */
export interface BuildContext {
  /** The folder for everything until the build is done. */
  work: string
  version: string
  run: Runner['run']
  stage: (name: string) => void
}

const packages = ['golang-1.19-go', 'golang-1.19-src', 'golang-github-modern-go-reflect2-dev']

/**
 * Puts Debian's Go and the sources of kube-apiserver below the work folder: `root/` as the packages would be installed,
 * and `gopath/src/k8s.io/kubernetes`. APT uses lists and a cache of its own there, so that the machine's lists, sources
 * and packages don't change.
 */
export async function fetchSources({ work, version, run, stage }: BuildContext): Promise<void> {
  stage("reading Debian's package lists")
  const apt = await privateApt(work)
  // One source of several may fail. The next steps show whether the rest is enough.
  const update = await run('apt-get', [...apt, 'update']).catch((error: unknown) => error as Error)
  stage('fetching the sources and the compiler')
  const downloads = join(work, 'downloads')
  await mkdir(downloads)
  try {
    await run('apt-get', [...apt, 'download', ...packages], { folder: downloads })
    await run('apt-get', [...apt, 'source', '--download-only', 'kubernetes'], { folder: downloads })
  } catch (error) {
    throw update instanceof Error ? new Error(`${String(error)}\n${update.message}`, { cause: error }) : error
  }

  stage('unpacking')
  const files = await readdir(downloads)
  for (const name of files.filter((each) => each.endsWith('.deb'))) {
    await run('dpkg-deb', ['--extract', join(downloads, name), join(work, 'root')])
  }
  const archive = files.find((name) => name.includes('.orig.tar'))
  if (!archive?.includes(version)) {
    throw new Error(
      `Debian's source package kubernetes is not ${version} any more: ${archive ?? 'no archive'}.`,
    )
  }
  const sources = join(work, 'gopath/src/k8s.io/kubernetes')
  await mkdir(sources, { recursive: true })
  await run('tar', [
    '--extract',
    '--strip-components=1',
    `--directory=${sources}`,
    '--file',
    join(downloads, archive),
  ])
}

/** Arguments for an apt-get that reads this machine's mirrors, including sources, and writes nothing outside. */
async function privateApt(work: string): Promise<string[]> {
  const folders = {
    sources: join(work, 'apt/sources'),
    lists: join(work, 'apt/lists'),
    cache: join(work, 'apt/cache'),
  }
  for (const folder of Object.values(folders)) await mkdir(folder, { recursive: true })
  const files = sourcesWithSource(await readSources(), await codename())
  if (files.length === 0) throw new Error("None of APT's sources offers this release's main component.")
  for (const { name, text } of files) await writeFile(join(folders.sources, name), text)
  const settings = {
    'Dir::Etc::SourceList': '/dev/null',
    'Dir::Etc::SourceParts': folders.sources,
    'Dir::State::Lists': folders.lists,
    'Dir::Cache': folders.cache,
    // APT's own user can't read the user's cache.
    'APT::Sandbox::User': 'root',
    'Acquire::Retries': '3',
    'Acquire::Languages': 'none',
  }
  return ['-q', ...Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`])]
}

async function codename(): Promise<string> {
  const text = await readFile('/etc/os-release', 'utf8')
  return /^VERSION_CODENAME=(\w+)$/m.exec(text)?.[1] ?? 'bookworm'
}
