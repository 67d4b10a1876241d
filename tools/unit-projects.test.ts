import { globSync, readFileSync } from 'node:fs'
import { matchesGlob, resolve } from 'node:path'
import { expect, it } from 'vitest'
import config from '../vitest.config.ts'

const root = resolve(import.meta.dirname, '..')

interface Project {
  name: string
  include: string[]
  exclude?: string[]
  isolate?: boolean
}
const projects = (config.test?.projects ?? []).map((project) => (project as { test: Project }).test)

/**
 * With `isolate: false`, a module that a file replaces may stay replaced in the next file, or not be replaced at all.
 */
it('a test that replaces modules shares its process with no other file', () => {
  const shared = projects.filter(({ isolate }) => isolate === false)
  expect(shared.map(({ name }) => name)).toContain('unit')
  for (const { name, include, exclude = [] } of shared) {
    const files = globSync(include, { cwd: root }).filter(
      (file) => !exclude.some((pattern) => matchesGlob(file, pattern)),
    )
    expect(files.length, name).toBeGreaterThan(5)
    const replacing = files.filter((file) =>
      /\bvi\.(mock|doMock|resetModules)\(/.test(readFileSync(resolve(root, file), 'utf8')),
    )
    expect(replacing, name).toEqual([])
  }
})
