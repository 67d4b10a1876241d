/** A chosen file without its content, which stays in the main process. */
export interface EntryFile {
  /** `null` for one from a draft, which must be chosen again. */
  id: string | null
  name: string
  size: number
}

/** The message for a file of which only the name remains. */
export const chooseAgain = 'Choose this file again.'

/** One key of a new secret with its value. */
export interface EntryRow {
  id: number
  key: string
  text: string
  /** Instead of text. */
  file: EntryFile | null
  /** The value's size in bytes. */
  size: number
  /** Its key lost the focus, so that an empty one is reported. */
  isLeft: boolean
}

/** Whether nothing was entered into it. */
export const isBlank = (row: EntryRow): boolean => row.key === '' && row.text === '' && row.file === null
