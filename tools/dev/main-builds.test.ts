import { existsSync, readFileSync, statSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { watchBuild } from './main-builds.ts'

it('writes and reports only what a build made differently, and removes nothing that may be read now', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'credenza-builds-test-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const entry = join(folder, 'entry.ts')
  await writeFile(entry, `import { word } from './word.ts'\nconsole.log(word)\n`)
  // Empty for a moment, it fails to build.
  const save = (word: string) => writeFile(join(folder, 'word.ts'), `export const word: string = '${word}'\n`)
  await save('one')

  const written = vi.fn()
  const told: string[] = []
  const out = join(folder, 'out')
  const config = {
    root: folder,
    build: { outDir: out, lib: { entry, formats: ['es' as const], fileName: () => 'entry.js' } },
    plugins: [{ name: 'test', writeBundle: written }],
  }
  const builds = await watchBuild(config, {
    onBuilt: () => void told.push(readFileSync(join(out, 'entry.js'), 'utf8')),
    onFailed: () => undefined,
  })
  onTestFinished(() => builds.close())
  expect(written).toHaveBeenCalledOnce()

  const chunk = join(out, 'chunk.js')
  await writeFile(chunk, '')
  const before = statSync(join(out, 'entry.js')).mtimeMs
  await save('one')
  await expect.poll(() => written.mock.calls.length).toBeGreaterThan(1)
  expect(statSync(join(out, 'entry.js')).mtimeMs).toBe(before)
  expect(existsSync(chunk)).toBe(true)
  await save('two')
  await expect.poll(() => told.at(-1)).toContain('two')
  expect(told).toHaveLength(1)
})
