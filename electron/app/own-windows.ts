import { BrowserWindow, session } from 'electron'

/** The windows that a person sees: those of the default session. A page that is printed has another one. */
export const ownWindows = (): BrowserWindow[] =>
  BrowserWindow.getAllWindows().filter(({ webContents }) => webContents.session === session.defaultSession)
