/**
 * Runs a script of the project with its own Node, after installing the dependencies: `npm run bench`, `soak` and others
 * work in a new clone, too. Runs on Node 20 before `npm ci`.
 */
import { join } from 'node:path'
import { installDependencies, projectNode } from './setup/dependencies.mjs'
import { run } from './setup/run.mjs'

const root = join(import.meta.dirname, '..')
const [script, ...args] = process.argv.slice(2)
try {
  await installDependencies(root, (line) => console.log(line))
  const { code } = await run(projectNode(root), [join(root, script), ...args], { isShown: true })
  process.exitCode = code
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
