/** `npm run lint:changed`: runs the linters on the files that differ from the last commit. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { changedFiles } from './changed-files.mjs'
import { run } from './run.mjs'

const root = join(import.meta.dirname, '../..')
const files = (await changedFiles(root)).filter(
  (file) => /\.(ts|vue|m?js)$/.test(file) && existsSync(join(root, file)),
)
if (files.length > 0) {
  await lint('oxlint/bin/oxlint', ['--deny-warnings'])
  await lint('eslint/bin/eslint.js', ['--no-warn-ignored'])
}

async function lint(linter, options) {
  const args = [join(root, 'node_modules', linter), ...options, '--', ...files]
  const { code } = await run(process.execPath, args, { folder: root, isShown: true })
  process.exitCode ||= code
}
