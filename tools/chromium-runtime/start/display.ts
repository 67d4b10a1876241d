/** Throws a message for people if a window couldn't be shown: there is no screen, and headless wasn't requested. */
export function checkDisplay(
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): void {
  const isNeeded = platform === 'linux' && environment['CREDENZA_HEADLESS'] !== '1'
  const isThere = ['DISPLAY', 'WAYLAND_DISPLAY'].some((name) => (environment[name] ?? '') !== '')
  if (!isNeeded || isThere) return
  throw new Error(
    'There is no display to show the window on: start from a desktop, or with a virtual one: ' +
      "xvfb-run -a -s '-screen 0 1600x1000x24 -nolisten tcp -noreset' …",
  )
}
