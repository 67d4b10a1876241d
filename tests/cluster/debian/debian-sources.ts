import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** One file of APT's sources. */
interface SourcesFile {
  name: string
  text: string
}

/** Reads APT's own list of sources, in both formats. */
export async function readSources(): Promise<SourcesFile[]> {
  const folder = '/etc/apt/sources.list.d'
  const names = await readdir(folder).catch(() => [])
  const paths = ['/etc/apt/sources.list', ...names.map((name) => join(folder, name))]
  const files = paths
    .filter((path) => /\.(list|sources)$/.test(path))
    .map(async (name) => ({ name, text: await readFile(name, 'utf8').catch(() => '') }))
  return Promise.all(files)
}

/**
 * Derives from this machine's sources those that offer the release's main component both as packages and as source
 * packages, from the same mirrors with the same keys. Returns files for a sources folder.
 */
export function sourcesWithSource(files: SourcesFile[], codename: string): SourcesFile[] {
  const isRelease = (suite: string) => suite === codename || /^(old)*stable$/.test(suite)
  const lines = files
    .filter(({ name }) => name.endsWith('.list'))
    .flatMap(({ text }) => fromLines(text, isRelease))
  const stanzas = files
    .filter(({ name }) => name.endsWith('.sources'))
    .flatMap(({ text }) => fromStanzas(text, isRelease))
  const result: SourcesFile[] = []
  if (lines.length > 0) result.push({ name: 'build.list', text: `${lines.join('\n')}\n` })
  if (stanzas.length > 0) result.push({ name: 'build.sources', text: stanzas.join('\n') })
  return result
}

function fromLines(text: string, isRelease: (suite: string) => boolean): string[] {
  return text.split('\n').flatMap((line) => {
    const [, options = '', uri, suite, components] =
      /^\s*deb\s+(\[[^\]]*\]\s+)?(\S+)\s+(\S+)\s+([^#]*)/.exec(line) ?? []
    if (!uri || !suite || !isRelease(suite) || !words(components).includes('main')) return []
    return ['deb', 'deb-src'].map((type) => `${type} ${options}${uri} ${suite} main`)
  })
}

function fromStanzas(text: string, isRelease: (suite: string) => boolean): string[] {
  return text.split(/\n(?:[ \t]*\n)+/).flatMap((stanza) => {
    const fields = readFields(stanza)
    const suite = words(fields.get('suites')).find(isRelease)
    const isOff = /^(no|false|0|off)$/i.test(fields.get('enabled')?.trim() ?? '')
    const offersMain = words(fields.get('components')).includes('main')
    if (isOff || suite === undefined || !offersMain || !words(fields.get('types')).includes('deb')) return []
    const changed = new Map([
      ...fields,
      ['types', ' deb deb-src'],
      ['suites', ` ${suite}`],
      ['components', ' main'],
    ])
    return [[...changed].map(([name, value]) => `${name}:${value}\n`).join('')]
  })
}

/** The fields of a deb822 stanza by lower-case name. A value keeps its continuation lines (an embedded key). */
function readFields(stanza: string): Map<string, string> {
  const fields = new Map<string, string>()
  let last: string | undefined
  for (const line of stanza.split('\n')) {
    if (line.startsWith('#') || line === '') continue
    const [, name, value = ''] = /^([\w-]+):(.*)$/.exec(line) ?? []
    if (name) {
      last = name.toLowerCase()
      fields.set(last, value)
    } else if (last && /^\s/.test(line)) fields.set(last, `${fields.get(last) ?? ''}\n${line}`)
  }
  return fields
}

function words(text = ''): string[] {
  return text.split(/\s+/).filter(Boolean)
}
