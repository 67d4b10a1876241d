/** `npm run format:changed`: checks the format of the files that differ from the last commit, or of all after a change of its settings. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { changedFiles } from './changed-files.mjs'
import { run } from './run.mjs'

const root = join(import.meta.dirname, '../..')
const settings = ['.prettierrc.json', '.prettierignore', '.editorconfig', 'package-lock.json']
const changed = await changedFiles(root)
const files = changed.some((file) => settings.includes(file))
  ? ['.']
  : changed.filter((file) => existsSync(join(root, file)))
if (files.length > 0) {
  const prettier = join(root, 'node_modules/prettier/bin/prettier.cjs')
  const args = [prettier, '--check', '--ignore-unknown', '--', ...files]
  process.exitCode = (await run(process.execPath, args, { folder: root, isShown: true })).code
}
