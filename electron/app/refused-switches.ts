/**
 * Chromium switches that weaken the window's isolation or let another program into it. They are for development; nobody
 * needs them in a package.
 */
const refused: readonly string[] = [
  'no-sandbox',
  'no-zygote',
  'single-process',
  'disable-namespace-sandbox',
  'disable-seccomp-filter-sandbox',
  'disable-gpu-sandbox',
  'disable-web-security',
  'disable-site-isolation-trials',
  'ignore-certificate-errors',
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
]

/** Electron treats this as `--no-sandbox`. */
const refusedVariable = 'ELECTRON_DISABLE_SANDBOX'

/** Why a package refuses to start with these switches, as a sentence; `null` if it starts. */
export function refusalToStart(of: {
  isPackaged: boolean
  /** The whole command line. */
  argv: readonly string[]
  environment: Readonly<Record<string, string | undefined>>
}): string | null {
  if (!of.isPackaged) return null
  const found = of.argv
    .slice(1)
    .map(switchOf)
    .find((name) => refused.includes(name))
  const named = found ?? (refusedVariable in of.environment ? refusedVariable : undefined)
  if (named === undefined) return null
  const shown = found === undefined ? `the variable ${named}` : `--${named}`
  return (
    `Credenza was started with ${shown}, which removes the protection of its window. Start it without that. ` +
    'If the system has no sandbox for applications, allow unprivileged user namespaces or install the deb package.'
  )
}

/** Chromium accepts one dash like two, and a slash on Windows. */
const switchOf = (argument: string): string => /^(?:--?|\/)([^=]+)/.exec(argument)?.[1]?.toLowerCase() ?? ''
