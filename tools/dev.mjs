/**
 * `npm run dev`: opens the application from its sources and applies changes automatically. Runs on Node 20 before `npm
 * ci`.
 */
import { join } from 'node:path'
import { installDependencies, projectNode } from './setup/dependencies.mjs'
import { hasDisplay, virtualScreen } from './setup/display.mjs'
import { open } from './setup/open.mjs'
import { findRuntime } from './setup/runtime.mjs'
import { devUsage, readDevArguments, UsageError } from './setup/start-arguments.mjs'

const root = join(import.meta.dirname, '..')
const folder = process.env.INIT_CWD ?? process.cwd()
const say = (line) => console.log(line)

try {
  process.exitCode = await develop(readDevArguments(process.argv.slice(2)))
} catch (error) {
  console.error(error.message)
  process.exitCode = error instanceof UsageError ? 2 : 1
}

/** Resolves with the exit code. */
async function develop({ kind, application, isElectronAskedFor, port, inspector }) {
  if (kind === 'help') {
    say(devUsage)
    return 0
  }
  if (process.env.CREDENZA_HEADLESS !== '1' && !hasDisplay(process.platform, process.env)) {
    const [every, server, screen] = virtualScreen
    throw new Error(
      'There is no display for the window. Use SSH with X forwarding (ssh -X), a VNC session, or this command:\n' +
        `  xvfb-run ${every} ${server} '${screen}' npm run dev`,
    )
  }
  await installDependencies(root, say)
  const { command, args } = await findRuntime(root, { isAskedFor: isElectronAskedFor, say })
  for (const line of devToolsLines(port)) say(line)
  const devTools = port === undefined ? [] : [`--remote-debugging-port=${port}`]
  const wanted = {
    root,
    runtime: { command, args: [...args, ...inspector, ...devTools] },
    application,
    folder,
  }
  return open(projectNode(root), [join(root, 'tools/dev/run.ts'), JSON.stringify(wanted)], {
    folder,
    isTool: true,
  })
}

function devToolsLines(port) {
  if (port === undefined) return ['DevTools: start with --devtools (npm run dev -- --devtools).']
  return [
    `DevTools: in Chromium or Chrome, open chrome://inspect, Configure…, and add 127.0.0.1:${port}.`,
    '  While it is open, every program on this computer can use the window through that port.',
  ]
}
