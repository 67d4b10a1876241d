import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { namesDeclaredTwice, needlessExports, sameThing } from './exported-names.ts'
import { readSources } from './import-graph.ts'

const sources = readSources(resolve(import.meta.dirname, '../..'))
const twice = namesDeclaredTwice(sources)

it('each exported name of the product means one thing', () => {
  expect([...twice].filter(([name]) => !sameThing.includes(name))).toEqual([])
  // A name that is no longer declared twice needs no exception.
  expect(sameThing.filter((name) => !twice.has(name))).toEqual([])
})

it('finds a name that a second file declares', () => {
  const planted = new Map([
    [
      'shared/one.ts',
      'export type Same = 1\nexport const other = 1\nexport function work() {}\nconst own = 1',
    ],
    ['renderer/ui/two.ts', 'export class Same {}\nexport const other = 2\nconst own = 1'],
    ['electron/base/three.ts', 'export async function work() {}'],
    ['electron/base/three.test.ts', 'export const other = 1'],
  ])
  expect([...namesDeclaredTwice(planted).keys()].sort()).toEqual(['Same', 'other', 'work'])
})

it('each export is imported by another file', () => {
  expect(needlessExports(sources)).toEqual([])
})

it.each([
  'export const planted = 1',
  'export function planted(): void {}',
  'export async function* planted() {}',
  'export abstract class planted {}',
  'export interface planted {}',
  'export type planted = 1',
  "export { planted } from './other.ts'",
  "export type { other as planted } from './other.ts'",
])('finds an export that nobody imports: %s', (line) => {
  const planted = new Map([
    ['shared/one.ts', `${line}\nvoid planted\n`],
    ['shared/other.ts', '/** Not the `planted` of shared/one.ts. */'],
    ['shared/importer.ts', "import type {} from './one.ts'\nconst planted = 1\n"],
  ])
  expect(needlessExports(planted)).toEqual(['shared/one.ts exports planted, which no other file imports'])
})

it.each([
  "import { planted } from './one.ts'",
  "import { type planted as other } from './one.ts'",
  "import type {\n  planted,\n  Other,\n} from './one.ts'",
  "import Default, { planted } from './one.ts'",
  "export { planted as other } from './one.ts'",
  "const { planted } = await import('./one.ts')",
  "type Other = import('./one.ts').planted",
])('knows that an export is imported: %s', (line) => {
  const planted = new Map([
    ['shared/one.ts', 'export const planted = 1'],
    ['tests/one.test.ts', line.replace('./', '../shared/')],
  ])
  expect(needlessExports(planted)).not.toContainEqual(expect.stringContaining('shared/one.ts'))
})
