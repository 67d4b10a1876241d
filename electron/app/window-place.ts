import type { WindowBounds } from './window-options.ts'

/** A place on the desktop, in the system's points. */
export interface Area {
  x: number
  y: number
  width: number
  height: number
}

/** A display as it stands now: all of it, and what the window may cover. */
export interface Screen {
  bounds: Area
  workArea: Area
}

/** Where the window was on a display, which is known by its place and size among the others. */
export interface DisplayPlace {
  display: Area
  window: WindowBounds
}

/** So many displays are remembered. */
export const mostDisplays = 10
/** So much of the window's head stays on the screen, in points. */
const handle = 80

const isSame = (one: Area, other: Area): boolean =>
  one.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height

/** The places with one more, the last one first. */
export const withPlace = (places: readonly DisplayPlace[], place: DisplayPlace): DisplayPlace[] =>
  [place, ...places.filter(({ display }) => !isSame(display, place.display))].slice(0, mostDisplays)

/** Within the screen and no larger than it, where enough of it is on that screen to be moved by a person. */
function within({ x, y, width, height, isMaximized }: WindowBounds, area: Area): WindowBounds {
  const size = { width: Math.min(width, area.width), height: Math.min(height, area.height), isMaximized }
  if (x === undefined || y === undefined) return size
  const isReachable =
    x < area.x + area.width - handle &&
    x + width > area.x + handle &&
    y >= area.y - 10 &&
    y < area.y + area.height - handle
  if (isReachable) return { ...size, x, y }
  return {
    ...size,
    x: Math.min(Math.max(x, area.x), area.x + area.width - size.width),
    y: Math.min(Math.max(y, area.y), area.y + area.height - size.height),
  }
}

/**
 * Where the window opens: where it was left last, if that display is there; else where it was on a display that is there;
 * else in its last size, wherever the system puts it. `null` before it was ever left.
 */
export function placeOn(screens: readonly Screen[], places: readonly DisplayPlace[]): WindowBounds | null {
  for (const { display, window } of places) {
    const screen = screens.find(({ bounds }) => isSame(bounds, display))
    if (screen !== undefined) return within(window, screen.workArea)
  }
  const [last] = places
  const [screen] = screens
  if (last === undefined) return null
  const { x: _x, y: _y, ...size } = last.window
  return screen === undefined ? size : within(size, screen.workArea)
}
