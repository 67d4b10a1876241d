import { BrowserWindow, session } from 'electron'

/** The visible windows: those of the default session. Printed pages have another session. */
export const ownWindows = (): BrowserWindow[] =>
  BrowserWindow.getAllWindows().filter(({ webContents }) => webContents.session === session.defaultSession)
