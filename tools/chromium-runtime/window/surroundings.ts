import type { EventEmitter } from 'node:events'
import type { RunningBrowser } from '../browser/start.ts'
import type { NativeTheme } from '../desktop/native-theme.ts'
import type { ScreenFace } from '../desktop/screen.ts'
import type { createIpcMain } from '../ipc/ipc-main.ts'
import type { Sessions } from '../session/session.ts'
import type { WindowLook } from './options.ts'

/** What all windows share. */
export interface WindowSurroundings {
  /** Starts the browser that shows the window, or that has it hidden. */
  launch: (look: WindowLook & { title: string; isHidden: boolean }) => RunningBrowser
  sessions: Sessions
  receiveIpc: ReturnType<typeof createIpcMain>['receive']
  screen: ScreenFace
  theme: NativeTheme
  onWebContents: (contents: EventEmitter) => void
  /** Keeps the process alive until a closed window's browser has ended. */
  awaitEnd: (work: Promise<void>) => void
}
