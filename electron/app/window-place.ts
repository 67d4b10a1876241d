import type { WindowBounds } from './window-options.ts'

/** A rectangle on the desktop, in device-independent pixels. */
export interface Area {
  x: number
  y: number
  width: number
  height: number
}

/** A display in its current state: its full area, and the area that windows can cover. */
interface Screen {
  bounds: Area
  workArea: Area
}

/** The window's bounds on a display. Displays are identified by their position and size. */
export interface DisplayPlace {
  display: Area
  window: WindowBounds
}

/** How many displays are remembered. */
export const mostDisplays = 10
/** How much of the title bar must stay on the screen, in device-independent pixels. */
const handle = 80

const isSame = (one: Area, other: Area): boolean =>
  one.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height

/** Adds a place before the others. */
export const withPlace = (places: readonly DisplayPlace[], place: DisplayPlace): DisplayPlace[] =>
  [place, ...places.filter(({ display }) => !isSame(display, place.display))].slice(0, mostDisplays)

/**
 * Shrinks the bounds to the area, and moves them into it if too little of the title bar is there to drag the window.
 */
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
 * Where to open the window: where it was last, if that display is connected; else where it was on a connected display;
 * else in its last size, placed by the system. `null` if no bounds were saved yet.
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
