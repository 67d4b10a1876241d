/** An invalid command line. Its message says why. */
export class UsageError extends Error {}

/** Seconds until the window must show something. `--timeout` overrides it. */
const usualSeconds = 180
const mostSeconds = 3600

const withValue = ['kubeconfig', 'context', 'credential', 'picture', 'timeout']
const alone = ['sandbox', 'try-electron', 'help', 'version']
const usualDevToolsPort = 9222
/** Switches of Electron and Chromium, which the application passes on. */
const handedOn =
  /^--(user-data-dir|ozone-platform|ozone-platform-hint|no-sandbox|disable-gpu|headless|inspect|remote-debugging-[a-z]+|lang|force-[a-z-]+|enable-[a-z-]+|disable-[a-z-]+)(=|$)/

export const startUsage = `Usage: npm start -- [options]
       npm start -- review FILE…
       npm start -- credenza:NAMESPACE/NAME[?context=CONTEXT]
       npm start --silent -- COMMAND …    (without a window: snapshot, compare, history, read or activity; COMMAND --help)

Opens Credenza. Without a display it opens on a virtual one, saves a picture of the window, prints what the window
shows and ends.

  --kubeconfig FILE    this kubeconfig instead of kubectl’s default places
  --context NAME       the context to open
  --credential NAMESPACE/NAME
                       the credential to show, by its secret
  --sandbox            the sandbox: a cluster inside the application
  --picture FILE       save a picture of the window to this PNG file, print what it shows and end;
                       default without a display: credenza.png in the current folder
  --timeout SECONDS    how long to wait for the picture (default: ${usualSeconds})
  --user-data-dir=DIR  where Credenza keeps its settings
  --try-electron       try the download of Electron again
  --version, --help

Exit codes without a display: 0 the table is shown, 1 the window shows a failure or something went wrong,
2 the command line is wrong.`

export const devUsage = `Usage: npm run dev -- [options]

Opens Credenza from its sources and applies changes as you save: components without losing the page, other code of
the window by reloading the page, the main process by a restart that returns to where it was.

  --kubeconfig FILE, --context NAME, --sandbox, --user-data-dir=DIR    as npm start
  --devtools[=PORT]    opens a port on 127.0.0.1 for DevTools (default: ${usualDevToolsPort})
  --inspect[=PORT]     opens Node's inspector for the main process
  --try-electron       try the download of Electron again
  --help`

/**
 * Parses the command line of `npm run dev`. Throws a `UsageError` for unknown arguments.
 * @param {readonly string[]} args
 */
export function readDevArguments(args) {
  const isPort = (each) => /^--devtools(=|$)/.test(each)
  const isInspector = (each) => /^--inspect(-brk)?(=|$)/.test(each)
  const asked = args.findLast(isPort)
  const rest = args.filter((each) => !isPort(each) && !isInspector(each))
  const { values, names, application, words } = split(rest)
  if (names.has('help')) return { kind: 'help' }
  const [other] = [
    ...words,
    ...['picture', 'timeout'].filter((name) => values[name]).map((name) => `--${name}`),
  ]
  if (other !== undefined || names.has('version')) {
    throw new UsageError(`npm run dev doesn’t support ${visible(other ?? '--version')}.`)
  }
  return {
    kind: 'window',
    application,
    isElectronAskedFor: names.has('try-electron'),
    port: asked === undefined ? undefined : readPort(asked),
    inspector: args.filter(isInspector),
  }
}

function readPort(option) {
  const [, text] = option.split('=')
  const port = text === undefined ? usualDevToolsPort : /^\d{1,5}$/.test(text) ? Number(text) : 0
  if (port >= 1024 && port <= 65_535) return port
  throw new UsageError('--devtools takes a port from 1024 to 65535.')
}

/**
 * Parses the command line of `npm start`. Throws a `UsageError` for unknown arguments.
 * @param {readonly string[]} args
 */
export function readStartArguments(args) {
  // A command parses its own options, including --help, and reports an unknown command.
  const command = commandAt(args)
  if (command >= 0 && args[command] !== 'review' && !isAddress(args[command]))
    return { kind: 'command', args: [args[command], ...args.toSpliced(command, 1)] }
  const { values, names, application, words } = split(args)
  if (names.has('help')) return { kind: 'help' }
  if (names.has('version')) return { kind: 'version' }
  checkWords(words)
  if (names.has('sandbox') && values.context !== undefined) {
    throw new UsageError('Use --context or --sandbox, not both.')
  }
  return {
    kind: 'window',
    application: [...application, ...words],
    isElectronAskedFor: names.has('try-electron'),
    picture: values.picture,
    seconds: readSeconds(values.timeout),
    kubeconfig: values.kubeconfig,
    /** Whether it names what to open, so that no kubeconfig is needed. */
    namesPlace: names.has('sandbox') || values.context !== undefined || words.length > 0,
  }
}

/** The index of the command. The value of an option isn't one. */
function commandAt(args) {
  const isValue = (at) => [...withValue, 'user-data-dir'].some((name) => args[at - 1] === `--${name}`)
  return args.findIndex((each, at) => !each.startsWith('-') && !isValue(at))
}

/** Separates options from words, and the start's own options from the application's. */
function split(args) {
  const values = {}
  const names = new Set()
  const application = []
  const words = []
  for (let at = 0; at < args.length; at++) {
    const argument = args[at]
    if (!argument.startsWith('-')) {
      words.push(argument)
      continue
    }
    const [, name = '', attached] =
      /^--([a-z-]+)(?:=(.*))?$/s.exec(argument === '-h' ? '--help' : argument) ?? []
    if (withValue.includes(name)) {
      const value = attached ?? args[++at]
      if (!value || (attached === undefined && value.startsWith('--'))) {
        throw new UsageError(`--${name} needs a value.`)
      }
      values[name] = value
      if (name === 'credential') checkCredential(value)
      if (['kubeconfig', 'context', 'credential'].includes(name)) application.push(`--${name}=${value}`)
    } else if (alone.includes(name) && attached === undefined) {
      names.add(name)
      if (name === 'sandbox') application.push('--sandbox')
    } else if (name === 'user-data-dir' && !attached) {
      throw new UsageError('--user-data-dir needs a value, in one word: --user-data-dir=DIR.')
    } else if (handedOn.test(argument)) {
      application.push(argument)
    } else {
      throw new UsageError(`Unknown option: ${visible(argument)}.`)
    }
  }
  return { values, names, application, words }
}

/** As the application parses it (shared/credential-address.ts), before anything is built. */
const part = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?'
const credentialAddress = new RegExp(`^(?=[^/]{1,63}/.{1,253}$)${part}/${part}(?:\\.${part})*$`)

function checkCredential(value) {
  if (credentialAddress.test(value)) return
  throw new UsageError(
    '--credential takes NAMESPACE/NAME: the namespace and the Kubernetes name of its secret, such as runai-vision/harbor-pull.',
  )
}

/** Opens a credential. The application parses it. */
const isAddress = (word) => word.startsWith('credenza:')

function checkWords([command, ...files]) {
  if (command === undefined) return
  if (isAddress(command)) {
    if (files.length > 0) throw new UsageError('Use a credential address without other arguments.')
    if (!credentialAddress.test(command.replace(/^credenza:\/*|\?.*$/gs, '')))
      throw new UsageError('Use credenza:NAMESPACE/NAME, optionally followed by ?context=CONTEXT.')
    return
  }
  if (files.length === 0) throw new UsageError('review needs at least one file.')
}

function readSeconds(text) {
  if (text === undefined) return usualSeconds
  const seconds = /^\d{1,6}$/.test(text) ? Number(text) : 0
  if (seconds >= 1 && seconds <= mostSeconds) return seconds
  throw new UsageError(`--timeout takes whole seconds from 1 to ${mostSeconds}.`)
}

/** External text without control characters for a terminal. */
function visible(text) {
  return text
    .slice(0, 100)
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (sign) => `\\u{${sign.codePointAt(0).toString(16)}}`)
}
