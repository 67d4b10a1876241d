/** What `npm start` wants of a look at the application. All paths are absolute. */
export interface Wanted {
  /** The project's folder. */
  root: string
  /** The executable that shows the window, with the arguments that come first; `null` if there is none. */
  runtime: { command: string; args: string[] } | null
  /** Whether a virtual display must be started for it. */
  needsDisplay: boolean
  /** The application's own arguments. */
  application: string[]
  /** Where it was called: relative paths in its arguments are meant from here. */
  folder: string
  /** The file that takes the picture. */
  picture: string
  /** How long to wait for the window. */
  seconds: number
}

/** What a look came to: the lines to print, and whether that is what was asked for. */
export interface Look {
  lines: string[]
  isGood: boolean
}
