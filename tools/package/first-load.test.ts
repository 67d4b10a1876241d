import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

const out = resolve(import.meta.dirname, '../../out')

/** A built file and everything that it imports statically, by path. */
function loadedWith(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found
  found.add(file)
  const text = readFileSync(file, 'utf8')
  for (const [, path = ''] of text.matchAll(
    /(?:^|[;\n])import\s*(?:[\w*${},\s]+from\s*)?["'](\.[^"']+)["']/g,
  ))
    loadedWith(join(dirname(file), path), found)
  return found
}

const bytesOf = (files: Iterable<string>) =>
  [...files].reduce((sum, file) => sum + readFileSync(file).length, 0)
/** Names without the bundler's suffixes. */
const namesOf = (files: Iterable<string>) =>
  [...files].map((file) => basename(file).replace(/(-[\w-]{8})?\.js$/, ''))

const kilobyte = 1000

describe('what is loaded before the first row', () => {
  test('by the main process is small until its window opens', () => {
    const files = loadedWith(join(out, 'main/index.js'))
    expect(bytesOf(files)).toBeLessThan(400 * kilobyte)
  })

  test('by the main process has no sandbox, no commands, no reader of SSH keys and no half of undici', () => {
    const compose = readdirSync(join(out, 'main/chunks')).filter((name) => name.startsWith('compose-'))
    const files = new Set(compose.flatMap((name) => [...loadedWith(join(out, 'main/chunks', name))]))
    expect(files.size).toBeGreaterThan(0)
    for (const later of ['sandbox', 'commands', 'inspect-ssh-key', 'snapshots'])
      expect(namesOf(files)).not.toContain(later)
    for (const file of files) expect(readFileSync(file, 'utf8')).not.toContain('MockAgent')
    expect(bytesOf(files)).toBeLessThan(2_000 * kilobyte)
  })

  test('by the window is one script, without the pages and dialogs that come later', () => {
    const page = readFileSync(join(out, 'renderer/index.html'), 'utf8')
    const scripts = [...page.matchAll(/(?:src|href)="\.?\/?(assets\/[^"]+\.js)"/g)].map(
      ([, path = '']) => path,
    )
    expect(scripts).toHaveLength(1)
    const files = loadedWith(join(out, 'renderer', scripts[0] ?? ''))
    expect(namesOf(files)).toEqual(['index'])
    expect(bytesOf(files)).toBeLessThan(900 * kilobyte)
    const later = namesOf(readdirSync(join(out, 'renderer/assets')))
    const asked = ['SecretsPage', 'SettingsPage', 'ActivityPage', 'SnapshotsPage', 'RotateDialog']
    expect(later).toEqual(expect.arrayContaining([...asked, 'chart-parts']))
  })
})
