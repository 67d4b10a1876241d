import { readOptions, type GivenOptions } from './options.ts'
import { ShownWindow } from './shown-window.ts'
import type { WindowSurroundings } from './surroundings.ts'
import { createWindow, type WindowCore } from './window.ts'
import type { Windows } from './windows.ts'

/** Creates the class `BrowserWindow`, which applications call with `new`. `title` is the default title. */
export function createBrowserWindowClass(
  windows: Windows<ShownWindow>,
  title: () => string,
  around: WindowSurroundings,
) {
  /** One visible window, with hidden ones beside it. A second visible one is refused. */
  return class BrowserWindow extends ShownWindow {
    readonly id: number
    readonly core: WindowCore

    constructor(given: GivenOptions = {}) {
      const options = readOptions(given)
      const isHidden = windows.all().length > 0
      if (isHidden && options.isShown) throw new Error('chromium-runtime: only one window can be shown.')
      super(options.isShown)
      this.id = windows.nextId()
      const onGone = () => windows.remove(this)
      const identity = { id: this.id, title: options.title ?? title(), isHidden, events: this, onGone }
      this.core = createWindow(options, identity, around)
      windows.add(this)
    }

    static getAllWindows(): ShownWindow[] {
      return windows.all()
    }

    static fromWebContents(contents: unknown): ShownWindow | null {
      return windows.all().find((window) => window.webContents === contents) ?? null
    }

    static fromId(id: number): ShownWindow | null {
      return windows.all().find((window) => window.id === id) ?? null
    }

    static getFocusedWindow(): ShownWindow | null {
      return windows.all().find((window) => window.isFocused()) ?? null
    }
  }
}
