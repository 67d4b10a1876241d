import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { FuzzTarget } from './fuzz-target.ts'

const folder = join(import.meta.dirname, 'targets')

/** The names of all targets in alphabetical order. */
export function targetNames(): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => file.replace(/\.ts$/, ''))
    .sort()
}

/** Loads one target. Rejects if there is none with that name. */
export async function loadTarget(name: string): Promise<FuzzTarget> {
  if (!targetNames().includes(name)) {
    throw new Error(`There is no fuzz target "${name}". The targets are: ${targetNames().join(', ')}.`)
  }
  const path = pathToFileURL(join(folder, `${name}.ts`)).href
  const { target } = (await import(path)) as { target?: FuzzTarget }
  if (target?.name !== name) throw new Error(`${name}.ts has to export a target of that name.`)
  return target
}

/** The targets of one suite of `npm test`. */
export async function targetsOf(suite: FuzzTarget['suite']): Promise<FuzzTarget[]> {
  const targets = await Promise.all(targetNames().map(loadTarget))
  return targets.filter((target) => target.suite === suite)
}
