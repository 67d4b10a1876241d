import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'

const folder = import.meta.dirname
/** The only file that writes to a terminal: it makes visible what a terminal would obey. */
const writer = 'commands/until-ended.ts'
/** Ways to the terminal: the streams, the console, their numbers, and programs that are handed them. */
const ways =
  /\bprocess\s*(?:\?\.|\.|\[\s*['"`])\s*std(?:out|err)\b|\bstd(?:out|err)\b[^=;]*\}\s*=\s*process\b|\bconsole\s*\??\.\s*\w|\bwrite(?:v|File|Sync|FileSync)?\(\s*[12]\s*,|['"]node:(?:process|console|tty)['"]|['"]inherit['"]/

it('no other part of the main process writes to the terminal', () => {
  const files = globSync('**/*.ts', { cwd: folder }).filter(
    (file) => !file.endsWith('.test.ts') && !file.includes('testing/'),
  )
  expect(files.length).toBeGreaterThan(100)
  const writing = files.filter((file) => ways.test(readFileSync(resolve(folder, file), 'utf8')))
  expect(writing).toEqual([writer])
})

it.each([
  'process.stdout.write(name)',
  "process['stderr'].write(name)",
  'const { stdout } = process',
  'console.log(name)',
  'writeSync(1, name)',
  "import { stderr } from 'node:process'",
  "spawn(command, [], { stdio: 'inherit' })",
])('%s would be found', (code) => {
  expect(code).toMatch(ways)
})
