import { requirePrograms } from './debian.mjs'

/** The arguments for xvfb-run. It listens on no TCP port. */
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
 * Ensures that a virtual display can be started, by Debian's packages if possible. Throws what to do.
 * @param {(line: string) => void} say
 */
export function requireVirtualDisplay(say) {
  return requirePrograms({ Xvfb: 'xvfb', xauth: 'xauth' }, 'a virtual display for the window', say)
}
