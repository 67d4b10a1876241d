import { requirePrograms } from './debian.mjs'

/**
 * The arguments for xvfb-run. The display listens on no TCP port. It isn't reset when its last window closes: a window
 * that opens just then is refused (22 of 300 were, none without resets).
 */
export const virtualScreen = ['-a', '-s', '-screen 0 1600x1000x24 -nolisten tcp -noreset']

/**
 * The same for specs. The display's pointer is in the center of the screen: on this one, no window is below it. A window
 * below it now and then directs a test's click to the element at the center.
 */
export const specsScreen = ['-a', '-s', '-screen 0 4096x2400x24 -nolisten tcp -noreset']

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
