/** What `npm start` wants to see of the application. All paths are absolute. */
export interface Wanted {
  /** The project's folder. */
  root: string
  /** The executable that shows the window, with its first arguments. `null` if there is none. */
  runtime: { command: string; args: string[] } | null
  /** Whether a virtual display must be started. */
  needsDisplay: boolean
  /** The application's own arguments. */
  application: string[]
  /** Where it was called: relative paths in its arguments are resolved from here. */
  folder: string
  /** The file for the picture. */
  picture: string
  /** How long to wait for the window. */
  seconds: number
}

/** The result: the lines to print, and whether it is what was asked for. */
export interface Look {
  lines: string[]
  isGood: boolean
}
