import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import type { Plugin } from 'vite'

/** A third-party package in the application. */
interface ThirdParty {
  name: string
  version: string
  /** The SPDX id, such as `MIT`. */
  licence: string
  /** The license's text with its copyright notice, from the package. */
  text: string
}

/** Virtual modules with code of a tool. */
const toolsByModule: readonly [RegExp, string][] = [
  [/^\0?vite\//, 'vite'],
  [/^\0?plugin-vue:/, '@vitejs/plugin-vue'],
  [/^\0?rolldown\//, 'rolldown'],
]

/**
 * A plugin for all three builds: writes the bundled packages, and those shipped next to the bundle, to
 * `out/third-party.json`, and the same as text for people.
 */
export function thirdPartyNotices(root: string): Plugin {
  const folders = new Set<string>()
  return {
    name: 'third-party-notices',
    apply: 'build',
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue
        for (const id of chunk.moduleIds) {
          const folder = folderOf(root, id)
          if (folder !== null) folders.add(folder)
        }
      }
    },
    writeBundle() {
      const all = [...new Set([...folders, ...shippedBeside(root)])].map((folder) =>
        readPackage(folder, root),
      )
      const sorted = all.toSorted((a, b) => (a.name === b.name ? 0 : a.name < b.name ? -1 : 1))
      mkdirSync(join(root, 'out'), { recursive: true })
      writeFileSync(join(root, 'out/third-party.json'), `${JSON.stringify(sorted, null, 1)}\n`)
      writeFileSync(join(root, 'out/third-party.txt'), noticesText(sorted))
    },
  }
}

/** The folder of a module's package. `null` for the application's own modules. */
function folderOf(root: string, id: string): string | null {
  const tool = toolsByModule.find(([form]) => form.test(id))
  if (tool !== undefined) return join(root, 'node_modules', tool[1])
  const path = id.replace(/^\0/, '').replace(/\?.*$/s, '').split(sep).join('/')
  return /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? null
}

/** The `dependencies` of package.json, which are shipped unbundled. */
function shippedBeside(root: string): string[] {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>
  }
  return Object.keys(dependencies).map((name) => join(root, 'node_modules', name))
}

/** A package's own metadata. Throws if it has neither a license text nor a license whose text is known. */
function readPackage(folder: string, root: string): ThirdParty {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    name: string
    version: string
    license?: string
    author?: string | { name: string }
  }
  const { name, version, license: licence = '' } = manifest
  const files = readdirSync(folder).filter((file) => /^(?:licen[cs]e|copying|notice)/i.test(file))
  // A build tool also names what is bundled into itself, which isn't in the application.
  const textOf = (file: string) =>
    readFileSync(join(folder, file), 'utf8').split(/^# Licenses of bundled/m)[0] ?? ''
  const texts = files.toSorted().map((file) => textOf(file).trim())
  if (texts.length > 0) return { name, version, licence, text: texts.join('\n\n') }
  if (licence !== 'MIT') throw new Error(`${name} has no text of its licence (${licence || 'none'}).`)
  const author =
    typeof manifest.author === 'string'
      ? manifest.author
      : (manifest.author?.name ?? `the authors of ${name}`)
  return { name, version, licence, text: `Copyright (c) ${author}\n\n${mitText(root)}` }
}

/** The text of the MIT license, for packages that name it without including it. */
const mitText = (root: string) => readFileSync(join(root, 'tools/package/mit.txt'), 'utf8').trim()

function noticesText(packages: readonly ThirdParty[]): string {
  const line = '-'.repeat(80)
  const parts = packages.map(
    ({ name, version, licence, text }) => `${line}\n${name} ${version} (${licence})\n\n${text}\n`,
  )
  return `Credenza contains code of these packages.\n\n${parts.join('\n')}`
}
