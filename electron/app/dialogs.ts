import { app, clipboard, ClipboardItem, dialog, nativeTheme, shell } from 'electron'
import { join } from 'node:path'
import { isWindowFocused, notify } from './notifications.ts'
import { ownWindows } from './own-windows.ts'
import { printPage } from './print-page.ts'
import { secretFormats } from './secret-formats.ts'
import { raiseWindow } from './window.ts'

const parent = () => ownWindows()[0]

/** What a save dialog asks for. */
interface FileToSave {
  proposedName: string
  title: string
  /** The name of the kind of file, and its extension without a dot. */
  filter: { name: string; extension: string }
}

async function chooseToOpen(options: Electron.OpenDialogOptions): Promise<string[]> {
  const window = parent()
  const answer = await (window === undefined
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(window, options))
  return answer.canceled ? [] : answer.filePaths
}

/**
 * The native dialogs and desktop services that the operations use. A cancelled dialog returns `null` or an empty list.
 */
export const desktop = {
  async chooseFileToSave({ proposedName, title, filter }: FileToSave): Promise<string | null> {
    const options = {
      title,
      defaultPath: join(app.getPath('downloads'), proposedName),
      filters: [{ name: filter.name, extensions: [filter.extension] }],
    }
    const window = parent()
    const answer = await (window === undefined
      ? dialog.showSaveDialog(options)
      : dialog.showSaveDialog(window, options))
    return answer.canceled || answer.filePath === '' ? null : answer.filePath
  },

  async chooseKubeconfig(): Promise<string | null> {
    const [chosen] = await chooseToOpen({
      title: 'Open a kubeconfig',
      properties: ['openFile', 'showHiddenFiles'],
    })
    return chosen ?? null
  },

  /** Chooses a file whose content becomes a value of a new secret. */
  async chooseValueFile(): Promise<string | null> {
    const [chosen] = await chooseToOpen({
      title: 'Choose a file',
      properties: ['openFile', 'showHiddenFiles'],
    })
    return chosen ?? null
  },

  /** Chooses a PEM file of authorities to trust for registries. */
  async chooseAuthoritiesFile(): Promise<string | null> {
    const [chosen] = await chooseToOpen({
      title: 'Choose trusted authorities for registries',
      properties: ['openFile', 'showHiddenFiles'],
      filters: [
        { name: 'Certificates', extensions: ['pem', 'crt', 'cer'] },
        { name: 'All files', extensions: ['*'] },
      ],
    })
    return chosen ?? null
  },

  /** Chooses files that may be snapshots. */
  chooseSnapshots: (): Promise<string[]> =>
    chooseToOpen({
      title: 'Open CSV',
      properties: ['openFile', 'multiSelections'],
      filters: [
        { name: 'CSV', extensions: ['csv', 'tsv', 'txt'] },
        { name: 'All files', extensions: ['*'] },
      ],
    }),

  /** Chooses the folder of the history; the dialog starts in the current one. */
  async chooseFolder(folder: string | null): Promise<string | null> {
    const [chosen] = await chooseToOpen({
      title: 'Choose the history folder',
      properties: ['openDirectory', 'createDirectory'],
      ...(folder === null ? {} : { defaultPath: folder }),
    })
    return chosen ?? null
  },

  printPage,
  showInFolder: (path: string): void => shell.showItemInFolder(path),
  copyText: async (text: string): Promise<void> => {
    await clipboard.writeText(text)
  },
  setBadge: (count: number): void => void app.setBadgeCount(count),
  setTheme: (theme: 'system' | 'light' | 'dark'): void => void (nativeTheme.themeSource = theme),
  notify,
  isWindowFocused,
  raiseWindow,
  secretClipboard: {
    async writeSecret(text: string): Promise<void> {
      await clipboard.write([new ClipboardItem({ 'text/plain': text, ...secretFormats(process.platform) })])
    },
    readText: (): Promise<string> => clipboard.readText(),
    clear: (): void => clipboard.clear(),
  },
}
