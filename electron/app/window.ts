import { BrowserWindow, Menu, nativeTheme, screen } from 'electron'
import { fieldMenu } from './field-menu.ts'
import { ownWindows } from './own-windows.ts'
import { startPage } from './served-files.ts'
import { windowOptions } from './window-options.ts'
import { placeOn, type DisplayPlace } from './window-place.ts'

/** Opens the only window where it was last, and reports its bounds when it closes. */
export function openWindow(parts: {
  preload: string
  isPackaged: boolean
  /** The bounds on each display, the latest first. */
  places: readonly DisplayPlace[]
  onPlace: (place: DisplayPlace) => void
}): BrowserWindow {
  const { preload, isPackaged, onPlace } = parts
  const place = placeOn(screen.getAllDisplays(), parts.places)
  const window = new BrowserWindow(
    windowOptions({ preload, isPackaged, place, isDark: nativeTheme.shouldUseDarkColors }),
  )
  if (place?.isMaximized === true) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () => {
    const bounds = window.getNormalBounds()
    const { bounds: display } = screen.getDisplayMatching(bounds)
    onPlace({ display, window: { ...bounds, isMaximized: window.isMaximized() } })
  })
  window.webContents.on('context-menu', (_event, asked) => {
    const template = fieldMenu(asked)
    if (template.length > 0) Menu.buildFromTemplate(template).popup({ window })
  })
  void window.loadURL(startPage)
  return window
}

/** Brings the window to the front, for a second start of the application. */
export function raiseWindow(): void {
  const [window] = ownWindows()
  if (window === undefined) return
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
