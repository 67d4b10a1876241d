import { BrowserWindow, dialog, Menu, nativeTheme, screen } from 'electron'
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
  /** Whether secrets are being changed. Closing asks first. */
  isWriting: () => boolean
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
  askBeforeClosing(window, parts.isWriting)
  void window.loadURL(startPage)
  return window
}

/** Asks whether to close the window while secrets are being changed: those that haven't begun would be left out. */
function askBeforeClosing(window: BrowserWindow, isWriting: () => boolean): void {
  let state: 'open' | 'asking' | 'allowed' = 'open'
  window.on('close', (event) => {
    if (state === 'allowed' || !isWriting()) return
    event.preventDefault()
    if (state === 'asking') return
    state = 'asking'
    const question: Electron.MessageBoxOptions = {
      type: 'question',
      title: 'Credenza',
      message: 'Secrets are still being changed',
      detail: 'If you quit now, those that haven’t begun stay unchanged.',
      buttons: ['Quit anyway', 'Keep running'],
      defaultId: 1,
      cancelId: 1,
    }
    // A window that can't ask must still close.
    const answer = dialog.showMessageBox(window, question).catch(() => ({ response: 0 }))
    void answer.then(({ response }) => {
      state = response === 0 ? 'allowed' : 'open'
      if (state === 'allowed') window.close()
    })
  })
}

/** Brings the window to the front, for a second start of the application. */
export function raiseWindow(): void {
  const [window] = ownWindows()
  if (window === undefined) return
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
