/// <reference types="electron" />
import { existsSync, mkdirSync } from 'node:fs'
import { basename, join, parse } from 'node:path'
import { findCommand } from '../browser/find.ts'
import { ask, type Answer } from './ask.ts'
import { kdialog, proposedPath, zenity, type DialogProgram, type MessageQuestion } from './programs.ts'

interface Surroundings {
  environment: Readonly<Record<string, string | undefined>>
  applicationName: () => string
  downloads: () => string
  /** Prints a message for the person at the terminal if there is no dialog. */
  tell: (text: string) => void
}

type FoundProgram = DialogProgram & { ask: (values: string[]) => Promise<Answer> }

/**
 * `dialog`; options come last, after the window if there is one. Uses zenity's or kdialog's dialogs if there is a
 * screen and one of them. Otherwise a file is saved under a free name in the downloads folder, opening is cancelled,
 * and a message goes to the terminal.
 */
export function createDialog(around: Surroundings) {
  const { environment, tell } = around

  function findProgram(): FoundProgram | null {
    if (environment['DISPLAY'] === undefined && environment['WAYLAND_DISPLAY'] === undefined) return null
    const isKde = /kde/i.test(environment['XDG_CURRENT_DESKTOP'] ?? '')
    for (const program of isKde ? [kdialog, zenity] : [zenity, kdialog]) {
      const file = findCommand(program.command, environment)
      if (file !== null) return { ...program, ask: (values) => ask(file, values, environment) }
    }
    return null
  }

  async function showSaveDialog(...given: unknown[]): Promise<Electron.SaveDialogReturnValue> {
    const { defaultPath, title, buttonLabel, filters = [] } = given.at(-1) as Electron.SaveDialogOptions
    const path = proposedPath(defaultPath, around.downloads())
    const shown = findProgram()
    if (shown === null) {
      const filePath = freeName(around.downloads(), path.endsWith('/') ? 'untitled' : basename(path))
      tell(`There is no dialog program (zenity, kdialog): the file goes to ${filePath}`)
      return { canceled: false, filePath }
    }
    const { code, text } = await shown.ask(
      shown.save({ title: title ?? buttonLabel ?? 'Save', path, filters }),
    )
    return code === 0 && text !== '' ? { canceled: false, filePath: text } : { canceled: true, filePath: '' }
  }

  async function showOpenDialog(...given: unknown[]): Promise<Electron.OpenDialogReturnValue> {
    const {
      defaultPath,
      title,
      buttonLabel,
      filters = [],
      properties = [],
    } = given.at(-1) as Electron.OpenDialogOptions
    const shown = findProgram()
    if (shown === null) {
      tell('There is no dialog program (zenity, kdialog): no file can be chosen.')
      return { canceled: true, filePaths: [] }
    }
    const question = {
      title: title ?? buttonLabel ?? 'Open',
      path: proposedPath(defaultPath, environment['HOME'] ?? ''),
      filters,
    }
    const isFolder = properties.includes('openDirectory')
    const values = shown.open(question, isFolder, properties.includes('multiSelections'))
    const { code, text } = await shown.ask(values)
    const isChosen = code === 0 && text !== ''
    return { canceled: !isChosen, filePaths: isChosen ? text.split(shown.separator) : [] }
  }

  async function showMessageBox(...given: unknown[]): Promise<Electron.MessageBoxReturnValue> {
    const options = given.at(-1) as Electron.MessageBoxOptions
    const { type = 'none', message, detail = '', title, buttons = [], cancelId, defaultId = 0 } = options
    const labels = buttons.length === 0 ? ['OK'] : buttons
    const question: MessageQuestion = {
      kind: type === 'none' ? 'info' : type,
      title: title ?? around.applicationName(),
      text: detail === '' ? message : `${message}\n\n${detail}`,
      buttons: labels,
    }
    const shown = findProgram()
    if (shown === null) {
      tell(question.text)
      // Nobody can choose: returns what closing the dialog would mean.
      return {
        response: cancelId ?? (labels.length > 1 ? labels.length - 1 : defaultId),
        checkboxChecked: false,
      }
    }
    const { code, text } = await shown.ask(shown.message(question))
    return { response: shown.buttonOf(question, code, text), checkboxChecked: false }
  }

  return {
    showSaveDialog,
    showOpenDialog,
    showMessageBox,
    showErrorBox(title: string, content: string): void {
      tell(`${title}\n${content}`)
      const shown = findProgram()
      if (shown === null) return
      void shown.ask(shown.message({ kind: 'error', title, text: content, buttons: ['OK'] }))
    },
  }
}

/** A path in the folder without an existing file: `name.csv`, `name (2).csv`, … */
function freeName(folder: string, name: string): string {
  mkdirSync(folder, { recursive: true })
  const { name: stem, ext } = parse(name)
  for (let number = 1; ; number++) {
    const path = join(folder, number === 1 ? name : `${stem} (${number})${ext}`)
    if (!existsSync(path)) return path
  }
}
