/// <reference types="electron" />
import type { Rectangle } from './bounds.ts'

/** The options of `new BrowserWindow` with an effect here. Others are accepted and ignored. */
export type GivenOptions = Pick<
  Electron.BrowserWindowConstructorOptions,
  | 'width'
  | 'height'
  | 'x'
  | 'y'
  | 'minWidth'
  | 'minHeight'
  | 'show'
  | 'title'
  | 'backgroundColor'
  | 'webPreferences'
>

/** The look of a window before its page loads. */
export interface WindowLook {
  width: number
  height: number
  position: { x: number; y: number } | null
  backgroundColor: string
}

/** The options of a window, complete and checked. */
export interface WindowOptions {
  bounds: Rectangle
  look: WindowLook
  minWidth: number
  minHeight: number
  isShown: boolean
  title: string | null
  preload: string | null
  /** As given, for assertions in tests. */
  webPreferences: Electron.WebPreferences
}

/** Fills in Electron's defaults. Rejects preferences that a browser's page can't have. */
export function readOptions(given: GivenOptions): WindowOptions {
  const { width = 800, height = 600, x, y, webPreferences = {} } = given
  if (webPreferences.nodeIntegration === true || webPreferences.contextIsolation === false) {
    throw new Error('chromium-runtime: a window has no Node and its preload a world of its own.')
  }
  if (webPreferences.sandbox === false) {
    throw new Error('chromium-runtime: a preload runs in the sandbox only.')
  }
  const position = x === undefined || y === undefined ? null : { x, y }
  return {
    bounds: { x: x ?? 0, y: y ?? 0, width, height },
    look: { width, height, position, backgroundColor: given.backgroundColor ?? '#ffffff' },
    minWidth: given.minWidth ?? 0,
    minHeight: given.minHeight ?? 0,
    isShown: given.show ?? true,
    title: given.title ?? null,
    preload: webPreferences.preload ?? null,
    webPreferences,
  }
}
