import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { installPackages } from './debian.mjs'
import { projectNode } from './dependencies.mjs'
import { isDebianAsRoot } from './machine.mjs'
import { run } from './run.mjs'

/**
 * Ensures that there is a browser for tools/chromium-runtime, by Debian's package if possible. Throws one paragraph
 * that says what to install.
 * @param {string} root
 * @param {(line: string) => void} say
 */
export async function requireBrowser(root, say) {
  const problem = await browserProblem(root)
  if (problem === undefined) return
  if (process.env.CREDENZA_BROWSER || !isDebianAsRoot()) throw new Error(problem)
  await installPackages(['chromium', 'fonts-liberation'], 'a browser for the window, and fonts', say)
}

/** The runtime itself knows which browsers it supports. It is TypeScript, so the project's Node runs it. */
async function browserProblem(root) {
  const module = pathToFileURL(join(root, 'tools/chromium-runtime/browser/find.ts')).href
  const script = `
    const { findBrowser } = await import(${JSON.stringify(module)})
    try { findBrowser(process.env, process.platform) }
    catch (error) { process.stdout.write(error.message); process.exitCode = 3 }`
  const { code, output } = await run(projectNode(root), ['--input-type=module', '--eval', script])
  if (code === 0) return undefined
  return code === 3 ? output : `The search for a browser failed.\n${output}`
}
