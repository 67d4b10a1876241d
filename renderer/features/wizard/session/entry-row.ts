/** What is known of a chosen file: what is in it stays in the main process. */
export interface EntryFile {
  /** `null` for one of a draft, which must be chosen again. */
  id: string | null
  name: string
  size: number
}

/** Told of a file that only its name is left of. */
export const chooseAgain = 'Choose this file again.'

/** One key of a new secret with its value. */
export interface EntryRow {
  id: number
  key: string
  text: string
  /** In place of the text. */
  file: EntryFile | null
  /** Bytes of the value. */
  size: number
  /** Its key was left: an empty one is reported. */
  isLeft: boolean
}

/** Whether nothing was entered into it. */
export const isBlank = (row: EntryRow): boolean => row.key === '' && row.text === '' && row.file === null
