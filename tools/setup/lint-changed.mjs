/** `npm run lint:changed`: the linters for the files that differ from the last commit. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { run } from './run.mjs'

const root = join(import.meta.dirname, '../..')
const changed = await listed(['diff', '--name-only', '-z', '--relative', 'HEAD'])
const untracked = await listed(['ls-files', '--others', '--exclude-standard', '-z'])
const files = [...changed, ...untracked].filter(
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

async function listed(args) {
  const { code, output } = await run('git', args, { folder: root })
  if (code !== 0) throw new Error(`git ${args[0]} failed.\n${output}`)
  return output.split('\0').filter(Boolean)
}
