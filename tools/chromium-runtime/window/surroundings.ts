import type { EventEmitter } from 'node:events'
import type { RunningBrowser } from '../browser/start.ts'
import type { NativeTheme } from '../desktop/native-theme.ts'
import type { ScreenFace } from '../desktop/screen.ts'
import type { createIpcMain } from '../ipc/ipc-main.ts'
import type { Schemes } from '../protocol/schemes.ts'
import type { DefaultSession } from '../session/session.ts'
import type { WebRequest } from '../session/web-request.ts'
import type { WindowLook } from './options.ts'

/** What all windows share. */
export interface WindowSurroundings {
  /** Starts the browser that shows the window. */
  launch: (look: WindowLook & { title: string }) => RunningBrowser
  schemes: Schemes
  session: DefaultSession
  webRequest: WebRequest
  receiveIpc: ReturnType<typeof createIpcMain>['receive']
  screen: ScreenFace
  theme: NativeTheme
  onWebContents: (contents: EventEmitter) => void
  /** Keeps the process alive until a closed window's browser has ended. */
  awaitEnd: (work: Promise<void>) => void
}
