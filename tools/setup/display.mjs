/** A virtual screen: the arguments for xvfb-run. It listens on no TCP port. */
export const virtualScreen = ['-a', '-s', '-screen 0 1600x1000x24 -nolisten tcp']

/**
 * Whether a window can be shown here.
 * @param {string} platform
 * @param {NodeJS.ProcessEnv} environment
 */
export function hasDisplay(platform, environment) {
  if (platform !== 'linux') return true
  return Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY)
}

/**
 * What to say where the window can't be shown.
 * @param {{ isInstalled: boolean, application: string[] }} state
 */
export function displayAdvice({ isInstalled, application }) {
  const [every, server, screen] = virtualScreen
  const rest = application.length > 0 ? ` -- ${application.map(quote).join(' ')}` : ''
  return [
    'Everything is ready, but there is no display to open the window on (neither DISPLAY nor WAYLAND_DISPLAY is set).',
    'On a virtual one it opens with:',
    ...(isInstalled ? [] : ['  apt-get install xvfb xauth']),
    `  xvfb-run ${every} ${server} '${screen}' npm start${rest}`,
  ].join('\n')
}

function quote(argument) {
  return /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", String.raw`'\''`)}'`
}
