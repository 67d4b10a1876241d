import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { namesDeclaredTwice, sameThing } from './exported-names.ts'
import { readSources } from './import-graph.ts'

const twice = namesDeclaredTwice(readSources(resolve(import.meta.dirname, '../..')))

it('each exported name of the product stands for one thing', () => {
  expect([...twice].filter(([name]) => !sameThing.includes(name))).toEqual([])
  // A name that is no longer declared twice needs no exception.
  expect(sameThing.filter((name) => !twice.has(name))).toEqual([])
})

it('a name that a second file declares is found, whatever it is', () => {
  const planted = new Map([
    [
      'shared/one.ts',
      'export type Same = 1\nexport const other = 1\nexport function work() {}\nconst own = 1',
    ],
    ['renderer/ui/two.ts', 'export class Same {}\nexport const { a } = x, other = 2\nconst own = 1'],
    ['electron/base/three.ts', 'export async function work() {}'],
    ['electron/base/three.test.ts', 'export const other = 1'],
  ])
  expect([...namesDeclaredTwice(planted).keys()].sort()).toEqual(['Same', 'other', 'work'])
})
