import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, isAbsolute, join } from 'node:path'

type Environment = Readonly<Record<string, string | undefined>>

const commands = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
]

const macApplications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
]

const windowsApplications = [
  ['Google', 'Chrome', 'Application', 'chrome.exe'],
  ['Chromium', 'Application', 'chrome.exe'],
  ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
]

/** The message if no browser is found: one paragraph for people. */
const noBrowserMessage =
  'No browser was found to show the window in. Install Chromium, Google Chrome or Microsoft Edge ' +
  '(on Debian: apt-get install chromium), or name its executable in the environment variable CREDENZA_BROWSER.'

/** The path of a command as the shell would find it on the PATH, or null. */
export function findCommand(command: string, environment: Environment): string | null {
  if (isAbsolute(command)) return isExecutable(command) ? command : null
  for (const folder of (environment['PATH'] ?? '').split(delimiter)) {
    const file = join(folder, command)
    if (folder !== '' && isExecutable(file)) return file
  }
  return null
}

/** The path of the browser to use: CREDENZA_BROWSER, otherwise the first known one. Throws a readable error. */
export function findBrowser(environment: Environment, platform: NodeJS.Platform): string {
  const wanted = environment['CREDENZA_BROWSER']
  if (wanted !== undefined && wanted !== '') {
    const file = findCommand(wanted, environment)
    if (file !== null) return file
    throw new Error(`CREDENZA_BROWSER names “${wanted}”, which isn’t an executable file. ${noBrowserMessage}`)
  }
  for (const candidate of candidates(environment, platform)) {
    const file = findCommand(candidate, environment)
    if (file !== null) return file
  }
  throw new Error(noBrowserMessage)
}

function candidates(environment: Environment, platform: NodeJS.Platform): string[] {
  if (platform === 'darwin') return [...macApplications, ...commands]
  if (platform !== 'win32') return commands
  const roots = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((name) => environment[name])
  return windowsApplications.flatMap((path) =>
    roots.filter((root) => root !== undefined).map((root) => join(root, ...path)),
  )
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return statSync(file).isFile()
  } catch {
    return false
  }
}
