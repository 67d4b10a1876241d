/// <reference types="electron" />
import { EventEmitter } from 'node:events'
import type { Session } from '../browser/pipe.ts'
import type { SessionFace } from '../session/session.ts'
import type { PrintWish } from './print-page.ts'
import type { Frame } from './frames.ts'

/** Decides about a new window that the page requests. */
type WindowOpenHandler = (details: WindowOpenDetails) => { action: 'allow' | 'deny' }

/** What is known about a new window that the page requests. */
export interface WindowOpenDetails {
  url: string
  frameName: string
  features: string
  disposition: 'default' | 'foreground-tab' | 'background-tab' | 'new-window' | 'other'
  referrer: { url: string; policy: 'default' }
}

interface Deps {
  id: number
  session: SessionFace
  webPreferences: Electron.WebPreferences
  mainFrame: () => Frame
  send: (channel: string, values: unknown[]) => void
  close: () => void
  isDestroyed: () => boolean
  loadURL: (url: string) => Promise<void>
  printToPDF: (wish: PrintWish) => Promise<Buffer>
  executeJavaScript: (expression: string) => Promise<unknown>
  /** Sends the page a command of the browser. */
  post: Session['post']
  setZoomFactor: (factor: number) => void
}

/** `webContents` of the window. */
export function createWebContents(deps: Deps) {
  let onWindowOpen: WindowOpenHandler | null = null
  let zoomLevel = 0

  function setZoomLevel(level: number): void {
    zoomLevel = level
    // Electron's scale: each level is 20% larger than the previous one.
    deps.setZoomFactor(1.2 ** level)
  }

  const face = {
    id: deps.id,
    session: deps.session,
    get mainFrame() {
      return deps.mainFrame()
    },
    send: (channel: string, ...values: unknown[]) => deps.send(channel, values),
    getURL: () => deps.mainFrame().url,
    getType: () => 'window',
    isDestroyed: deps.isDestroyed,
    /** Undocumented in Electron, too: the preferences that the window was created with. */
    getLastWebPreferences: () => deps.webPreferences,
    loadURL: deps.loadURL,
    printToPDF: deps.printToPDF,
    executeJavaScript: deps.executeJavaScript,
    forcefullyCrashRenderer: () => deps.post('Page.crash', {}),
    reload: () => deps.post('Page.reload', {}),
    close: () => deps.close(),
    setWindowOpenHandler: (handler: WindowOpenHandler) => {
      onWindowOpen = handler
    },
    openDevTools: () => undefined,
    closeDevTools: () => undefined,
    setVisualZoomLevelLimits: () => Promise.resolve(),
    setZoomLevel,
    getZoomLevel: () => zoomLevel,
    setZoomFactor: (factor: number) => setZoomLevel(Math.log(factor) / Math.log(1.2)),
    getZoomFactor: () => 1.2 ** zoomLevel,
  }
  const contents = Object.defineProperties(
    new EventEmitter(),
    Object.getOwnPropertyDescriptors(face),
  ) as EventEmitter & typeof face
  return {
    contents,
    /** Asks the application about a new window. None ever opens here, whatever it decides. */
    askForWindow(details: WindowOpenDetails): void {
      if (onWindowOpen?.(details).action === 'allow') {
        console.error(`chromium-runtime: only one window is possible; ${details.url} wasn’t opened.`)
      }
    },
  }
}

export type WebContents = ReturnType<typeof createWebContents>['contents']
