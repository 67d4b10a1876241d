import type { BrowserWindowConstructorOptions } from 'electron'

/** The smallest window in which every screen still works, in CSS pixels. */
const smallestSize = { width: 900, height: 600 }
const usualSize = { width: 1280, height: 800 }

/** What a page of Credenza’s windows can’t do. */
export const closedPreferences = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
} as const

/** The window's last bounds. */
export interface WindowBounds {
  x?: number | undefined
  y?: number | undefined
  width: number
  height: number
  isMaximized: boolean
}

/** The options of the only window. All settings that protect it are here, and a test asserts them. */
export function windowOptions(parts: {
  preload: string
  isDark: boolean
  isPackaged: boolean
  place: WindowBounds | null
}): BrowserWindowConstructorOptions {
  const { preload, isDark, isPackaged, place } = parts
  return {
    title: 'Credenza',
    width: Math.max(place?.width ?? usualSize.width, smallestSize.width),
    height: Math.max(place?.height ?? usualSize.height, smallestSize.height),
    ...(place?.x === undefined || place.y === undefined ? {} : { x: place.x, y: place.y }),
    minWidth: smallestSize.width,
    minHeight: smallestSize.height,
    show: false,
    backgroundColor: isDark ? '#1B1B1A' : '#FFFFFF',
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      ...closedPreferences,
      safeDialogs: true,
      devTools: !isPackaged,
    },
  }
}
