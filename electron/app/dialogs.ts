import { app, BrowserWindow, clipboard, dialog, shell } from 'electron'
import { join } from 'node:path'

const parent = () => BrowserWindow.getAllWindows()[0]

/** The native dialogs and desktop services that the operations use. Each answers `null` when it was cancelled. */
export const desktop = {
  async chooseFileToSave(proposedName: string): Promise<string | null> {
    const options = {
      title: 'Download CSV',
      defaultPath: join(app.getPath('downloads'), proposedName),
      filters: [{ name: 'CSV', extensions: ['csv'] }],
    }
    const window = parent()
    const answer = await (window === undefined
      ? dialog.showSaveDialog(options)
      : dialog.showSaveDialog(window, options))
    return answer.canceled || answer.filePath === '' ? null : answer.filePath
  },

  async chooseKubeconfig(): Promise<string | null> {
    const options = {
      title: 'Open a kubeconfig',
      properties: ['openFile' as const, 'showHiddenFiles' as const],
    }
    const window = parent()
    const answer = await (window === undefined
      ? dialog.showOpenDialog(options)
      : dialog.showOpenDialog(window, options))
    return answer.canceled ? null : (answer.filePaths[0] ?? null)
  },

  showInFolder: (path: string): void => shell.showItemInFolder(path),
  copyText: async (text: string): Promise<void> => {
    await clipboard.writeText(text)
  },
}

export type Desktop = typeof desktop
