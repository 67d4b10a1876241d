import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

/** The used part of `tools/setup/build.mjs`, which is JavaScript since it also runs before `npm ci`. */
interface Build {
  buildApplication: (root: string, say: (line: string) => void) => Promise<void>
}

/** Builds the application if `out/` doesn't match the current sources. */
export async function ensureBuilt(say: (line: string) => void): Promise<void> {
  const root = resolve(import.meta.dirname, '../..')
  const { buildApplication } = (await import(
    pathToFileURL(join(root, 'tools/setup/build.mjs')).href
  )) as Build
  await buildApplication(root, say)
}
