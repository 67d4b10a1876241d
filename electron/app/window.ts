import { BrowserWindow, nativeTheme, screen } from 'electron'
import { startPage } from './served-files.ts'
import { windowOptions, type WindowBounds } from './window-options.ts'

/** Opens the one window where it was left, and tells its place whenever that changes and when it closes. */
export function openWindow(parts: {
  preload: string
  isPackaged: boolean
  place: WindowBounds | null
  onPlace: (place: WindowBounds) => void
}): BrowserWindow {
  const { preload, isPackaged, onPlace } = parts
  const place = parts.place !== null && isOnScreen(parts.place) ? parts.place : withoutPosition(parts.place)
  const window = new BrowserWindow(
    windowOptions({ preload, isPackaged, place, isDark: nativeTheme.shouldUseDarkColors }),
  )
  if (place?.isMaximized === true) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () => {
    onPlace({ ...window.getNormalBounds(), isMaximized: window.isMaximized() })
  })
  void window.loadURL(startPage)
  return window
}

/** Brings the window to the front, as a second start of the application does. */
export function raiseWindow(): void {
  const [window] = BrowserWindow.getAllWindows()
  if (window === undefined) return
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

function withoutPosition(place: WindowBounds | null): WindowBounds | null {
  return place === null ? null : { width: place.width, height: place.height, isMaximized: place.isMaximized }
}

/** A window on a screen that was unplugged would be out of reach. */
function isOnScreen(place: WindowBounds): boolean {
  const { x, y, width, height } = place
  if (x === undefined || y === undefined) return false
  const area = screen.getDisplayMatching({ x, y, width, height }).workArea
  return (
    x < area.x + area.width - 80 &&
    x + width > area.x + 80 &&
    y >= area.y - 10 &&
    y < area.y + area.height - 80
  )
}
