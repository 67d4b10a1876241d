/**
 * `npm start`: installs, builds, finds a runtime and opens the application. Without a display it shows the application
 * as a picture and as text. Commands such as `npm start -- snapshot …` need neither runtime nor display. Runs on Node
 * 20 before `npm ci`.
 */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { waysToWindow } from './setup/advice.mjs'
import { buildApplication } from './setup/build.mjs'
import { installDependencies, projectNode } from './setup/dependencies.mjs'
import { hasDisplay, requireVirtualDisplay } from './setup/display.mjs'
import { namesKubeconfig } from './setup/kubeconfig.mjs'
import { open } from './setup/open.mjs'
import { pictureProblem } from './setup/picture.mjs'
import { findRuntime } from './setup/runtime.mjs'
import { readStartArguments, startUsage, UsageError } from './setup/start-arguments.mjs'

const root = join(import.meta.dirname, '..')
/** npm runs scripts in the project's folder. Relative paths are resolved from where it was called. */
const folder = process.env.INIT_CWD ?? process.cwd()
const isHeadless = process.env.CREDENZA_HEADLESS === '1'
const given = process.argv.slice(2)
const say = (line) => console.log(line)
/** Scripts only read the answer on standard output. */
const sayAside = (line) => console.error(line)

try {
  process.exitCode = await start(readStartArguments(given))
} catch (error) {
  console.error(error.message)
  if (error instanceof UsageError) console.error('npm start -- --help lists the options.')
  process.exitCode = error instanceof UsageError ? 2 : 1
}

/** Resolves with the exit code. */
async function start(asked) {
  switch (asked.kind) {
    case 'help':
      say(startUsage)
      return 0
    case 'version':
      say(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version)
      return 0
    case 'command':
      return runCommand(asked)
    default:
      return isLook(asked) ? look(asked) : openWindow(asked)
  }
}

function isLook({ picture }) {
  return picture !== undefined || !(isHeadless || hasDisplay(process.platform, process.env))
}

async function runCommand({ args }) {
  await installDependencies(root, sayAside, 'aside')
  await buildApplication(root, sayAside)
  return open(projectNode(root), [join(root, 'out/main/command.js'), ...args], { folder })
}

async function openWindow({ isElectronAskedFor, application }) {
  await installDependencies(root, say)
  await buildApplication(root, say)
  const { command, args } = await findRuntime(root, { isAskedFor: isElectronAskedFor, say })
  return open(command, [...args, join(root, 'out/main/index.js'), ...application], { folder })
}

/** Shows the window as a picture and text, or only as text if no window can be opened. */
async function look(asked) {
  const picture = resolve(folder, asked.picture ?? 'credenza.png')
  const problem = pictureProblem(picture)
  if (problem) {
    throw new UsageError(
      `Can’t save the picture as ${picture}: ${problem}. Choose another file with --picture FILE.`,
    )
  }
  const needsDisplay = !isHeadless && !hasDisplay(process.platform, process.env)
  if (needsDisplay) say('There is no display, so Credenza opens on a virtual one and saves a picture.')
  await installDependencies(root, say)
  const runtime = await findWindow(asked, needsDisplay)
  const isSandbox = !asked.namesPlace && !namesKubeconfig(asked.kubeconfig, process.env)
  if (isSandbox) say('There is no kubeconfig, so it opens the sandbox, a demo cluster.')
  const application = isSandbox ? [...asked.application, '--sandbox'] : asked.application
  const { seconds } = asked
  const wanted = { root, runtime, needsDisplay, application, folder, picture, seconds }
  say(`${runtime ? 'Waiting until it shows the table' : 'Reading the list'}, at most ${seconds} seconds …\n`)
  const args = [join(root, 'tools/first-look/run.ts'), JSON.stringify(wanted)]
  const code = await open(projectNode(root), args, { folder, isTool: true })
  if (needsDisplay) for (const line of ['', ...waysToWindow(given)]) say(line)
  return code
}

/** What can show the window here. Null if nothing can, after saying why. */
async function findWindow({ isElectronAskedFor }, needsDisplay) {
  try {
    if (needsDisplay) await requireVirtualDisplay(say)
    const runtime = await findRuntime(root, { isAskedFor: isElectronAskedFor, say })
    await buildApplication(root, say)
    return runtime
  } catch (error) {
    say(`Can’t open a window, so this is the text only. ${error.message}`)
    return null
  }
}
