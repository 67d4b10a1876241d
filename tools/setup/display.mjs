import { requirePrograms } from './debian.mjs'

/** The arguments for xvfb-run. It listens on no TCP port. */
export const virtualScreen = ['-a', '-s', '-screen 0 1600x1000x24 -nolisten tcp']

/**
 * The same for specs. The display's pointer is in the center of the screen: on this one, no window is below it. A window
 * below it now and then directs a test's click to the element at the center.
 */
export const specsScreen = ['-a', '-s', '-screen 0 4096x2400x24 -nolisten tcp']

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
