/// <reference types="electron" />
import { join } from 'node:path'

type Filter = Electron.FileFilter

/** A file dialog, independent of the program. */
interface FileQuestion {
  title: string
  /** A folder, or a file in it to propose. */
  path: string
  filters: readonly Filter[]
}

/** A message with buttons. Closing the dialog means the last one. */
export interface MessageQuestion {
  kind: 'info' | 'warning' | 'error' | 'question'
  title: string
  text: string
  buttons: readonly string[]
}

/** The command lines of a program that shows dialogs. */
export interface DialogProgram {
  command: 'zenity' | 'kdialog'
  save: (question: FileQuestion) => string[]
  open: (question: FileQuestion, isFolder: boolean, isMany: boolean) => string[]
  message: (question: MessageQuestion) => string[]
  /** The index of the chosen button. */
  buttonOf: (question: MessageQuestion, code: number, text: string) => number
  /** Separates the paths of several files. */
  separator: string
}

/** GNOME's dialogs. They ask before overwriting a file. */
export const zenity: DialogProgram = {
  command: 'zenity',
  separator: '\n',
  save: (question) => ['--file-selection', '--save', '--confirm-overwrite', ...zenityFile(question)],
  open: (question, isFolder, isMany) => [
    '--file-selection',
    ...(isFolder ? ['--directory'] : []),
    ...(isMany ? ['--multiple', '--separator=\n'] : []),
    ...zenityFile(question),
  ],
  message: ({ kind, title, text, buttons }) => {
    const labels = {
      '--ok-label': buttons[0],
      '--cancel-label': buttons.length > 1 ? buttons.at(-1) : undefined,
    }
    return [
      buttons.length > 1 ? '--question' : kind === 'question' ? '--info' : `--${kind}`,
      '--no-markup',
      `--title=${title}`,
      `--text=${text}`,
      ...Object.entries(labels).flatMap(([name, label]) => (label === undefined ? [] : [`${name}=${label}`])),
      ...buttons.slice(1, -1).map((label) => `--extra-button=${label}`),
    ]
  },
  buttonOf: ({ buttons }, code, text) => {
    const extra = buttons.indexOf(text)
    if (code === 0) return 0
    return extra === -1 ? buttons.length - 1 : extra
  },
}

/** KDE's dialogs. They ask before overwriting a file. */
export const kdialog: DialogProgram = {
  command: 'kdialog',
  separator: '\n',
  save: ({ title, path, filters }) => ['--title', title, '--getsavefilename', path, kdialogFilter(filters)],
  open: ({ title, path, filters }, isFolder, isMany) =>
    isFolder
      ? ['--title', title, '--getexistingdirectory', path]
      : [
          ...(isMany ? ['--multiple', '--separate-output'] : []),
          ...['--title', title, '--getopenfilename', path, kdialogFilter(filters)],
        ],
  message: ({ kind, title, text, buttons }) => {
    const [first = 'OK', second, third] = buttons
    if (second === undefined) return ['--title', title, kdialogBox(kind), text, '--ok-label', first]
    const labels = [
      '--yes-label',
      first,
      '--no-label',
      second,
      ...(third === undefined ? [] : ['--cancel-label', third]),
    ]
    return ['--title', title, third === undefined ? '--yesno' : '--yesnocancel', text, ...labels]
  },
  buttonOf: ({ buttons }, code) => (code >= 0 && code < buttons.length ? code : buttons.length - 1),
}

function zenityFile({ title, path, filters }: FileQuestion): string[] {
  return [
    `--title=${title}`,
    `--filename=${path}`,
    ...filters.map(({ name, extensions }) => `--file-filter=${name} | ${patterns(extensions)}`),
  ]
}

function kdialogBox(kind: MessageQuestion['kind']): string {
  if (kind === 'error') return '--error'
  return kind === 'warning' ? '--sorry' : '--msgbox'
}

function kdialogFilter(filters: readonly Filter[]): string {
  return filters.map(({ name, extensions }) => `${name} (${patterns(extensions)})`).join('\n')
}

function patterns(extensions: readonly string[]): string {
  return extensions.map((extension) => (extension === '*' ? '*' : `*.${extension}`)).join(' ')
}

/** The proposed path: `defaultPath`, inside `folder` if it is only a name. A folder ends with a slash. */
export function proposedPath(defaultPath: string | undefined, folder: string): string {
  if (defaultPath === undefined || defaultPath === '') return `${folder}/`
  return defaultPath.startsWith('/') ? defaultPath : join(folder, defaultPath)
}
