import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { redrawn } from './draw.ts'
import { missingPaths } from './named-paths.ts'

const root = resolve(import.meta.dirname, '../..')
const all = (pattern: string) =>
  globSync(pattern, { cwd: root, exclude: ['**/node_modules'] }).map((file) => file.replaceAll('\\', '/'))
const files = [...all('{electron,renderer,shared,tools,tests,docs,resources}/**/*'), ...all('*.*'), 'LICENSE']
const pages = files.filter((file) => file.endsWith('.md'))

describe('docs/architecture.md', () => {
  const text = readFileSync(join(root, 'docs/architecture.md'), 'utf8')

  it('draws the rooms as rooms.mjs has them (node tools/architecture/draw.ts draws them again)', () => {
    expect(text.match(/^<!-- rooms: /gm)).toHaveLength(3)
    expect(redrawn(text)).toBe(text)
  })

  it('would not keep an arrow that rooms.mjs does not have', () => {
    expect(redrawn(text.replace(/^preload .*$/m, 'preload → services'))).toBe(text)
  })
})

describe('the documents', () => {
  it('are all checked', () => {
    expect(pages).toContain('docs/decisions/checks.md')
    expect(pages).toContain('CONTRIBUTING.md')
  })

  it.each(pages)('name only files that exist: %s', (page) => {
    expect(missingPaths(page, readFileSync(join(root, page), 'utf8'), files)).toEqual([])
  })

  it.each([
    ['a whole path', 'See `shared/gone.ts`.', 'shared/gone.ts'],
    ['a folder', 'See `electron/gone/`.', 'electron/gone/'],
    ['the end of a path', 'See `http/runai.ts`.', 'http/runai.ts'],
    ['a name alone', 'See `gone.ts`.', 'gone.ts'],
    ['the folder of a placeholder', 'See `electron/gone/<name>.ts`.', 'electron/gone/<name>.ts'],
    ['a link', 'See [this](../shared/gone.ts).', '../shared/gone.ts'],
  ])('are refused if they name a missing file: %s', (_, text, missing) => {
    expect(missingPaths('docs/page.md', text, files)).toEqual([missing])
  })

  it.each([
    '`shared/runai.ts`, `kube/http/dial.ts`, `dial.ts`, `renderer/ui/` and [this](../README.md#use-it)',
    '`tests/e2e/<subject>.spec.ts`, `x.test.ts`, `run.ai/asset`, `@napi-rs/keyring`, [out](https://example.com/a.ts)',
  ])('may name %s', (text) => {
    expect(missingPaths('docs/page.md', text, files)).toEqual([])
  })
})

describe('a decision page', () => {
  const decisions = pages.filter((page) => page.startsWith('docs/decisions/'))

  it('is one of many', () => {
    expect(decisions.length).toBeGreaterThan(30)
  })

  it.each(decisions)('says why, what, what else and what it costs: %s', (page) => {
    const headings = [...readFileSync(join(root, page), 'utf8').matchAll(/^## (.*)$/gm)].map(
      ([, title]) => title,
    )
    const shape = ['Context', 'Decision', 'Alternatives', 'Consequences']
    expect(headings.filter((title) => shape.includes(title ?? ''))).toEqual(shape)
  })
})
