import { setTimeout as pause } from 'node:timers/promises'
import { BrowserWindow, dialog, Menu, nativeTheme, screen } from 'electron'
import { fieldMenu } from './field-menu.ts'
import { ownWindows } from './own-windows.ts'
import { recoverPage } from './page-recovery.ts'
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
  /** Saves what is unsaved in the page. Closing waits for it. */
  save: () => Promise<void>
}): BrowserWindow {
  const { preload, isPackaged, onPlace } = parts
  const place = placeOn(screen.getAllDisplays(), parts.places)
  const window = new BrowserWindow(
    windowOptions({ preload, isPackaged, place, isDark: nativeTheme.shouldUseDarkColors }),
  )
  if (place?.isMaximized === true) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.webContents.on('context-menu', (_event, asked) => {
    const template = fieldMenu(asked)
    if (template.length > 0) Menu.buildFromTemplate(template).popup({ window })
  })
  const tellPlace = () => {
    const bounds = window.getNormalBounds()
    const { bounds: display } = screen.getDisplayMatching(bounds)
    onPlace({ display, window: { ...bounds, isMaximized: window.isMaximized() } })
  }
  recoverPage(window)
  prepareClosing(window, { ...parts, onClose: tellPlace })
  void window.loadURL(startPage)
  return window
}

/** Milliseconds that a closing window waits for its page. A page that doesn't respond must not keep it open. */
const longestSaving = 3000

/**
 * Keeps a window open until its page has saved what is unsaved, and asks first while secrets are being changed. `onClose`
 * runs at each wish to close it, but not again when it does.
 */
function prepareClosing(
  window: BrowserWindow,
  { isWriting, save, onClose }: { isWriting: () => boolean; save: () => Promise<void>; onClose: () => void },
): void {
  let state: 'open' | 'preparing' | 'allowed' = 'open'
  async function prepare(): Promise<void> {
    state = 'preparing'
    const mayClose = !isWriting() || (await asksToQuit(window))
    if (!mayClose) {
      state = 'open'
      return
    }
    const saved = save().then(
      () => true,
      () => false,
    )
    const isSaved = await Promise.race([saved, pause(longestSaving, false, { ref: false })])
    state = 'allowed'
    if (window.isDestroyed()) return
    if (isSaved) window.close()
    // Closing would wait for the page.
    else window.destroy()
  }
  window.on('close', (event) => {
    if (state === 'allowed') return
    event.preventDefault()
    if (state !== 'open') return
    onClose()
    void prepare()
  })
}

/** Asks whether to quit while secrets are being changed: those that haven't begun would be left out. */
async function asksToQuit(window: BrowserWindow): Promise<boolean> {
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
  const { response } = await dialog.showMessageBox(window, question).catch(() => ({ response: 0 }))
  return response === 0
}

/** Brings the window to the front, for a second start of the application. */
export function raiseWindow(): void {
  const [window] = ownWindows()
  if (window === undefined) return
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
