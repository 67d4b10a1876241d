import * as z from 'zod/mini'
import { codePlace, errorName } from '../error-places.ts'
import type { Failure } from '../failure.ts'
import { announcement, carries, operation, stream } from './define.ts'

export interface ApplicationFacts {
  version: string
  platform: 'linux' | 'darwin' | 'win32'
  /** The user's home folder. Paths in it are displayed with a tilde. */
  home: string
  /** Paths of Credenza's own files, which may not exist yet. */
  files: { settings: string; log: string; sandbox: string }
  /** What to show after startup, such as settings that were set aside. */
  notices: Failure[]
}

/** Our entries of the application menu, besides the system's. */
export const menuChoices = ['settings', 'palette', 'keys'] as const
export type MenuChoice = (typeof menuChoices)[number]

/** A third-party package in the application. */
export interface ThirdParty {
  name: string
  version: string
  /** The SPDX id, such as `MIT`. */
  licence: string
  /** The license's text with its copyright notice. */
  text: string
}

/** Maximum number of characters that are copied to the clipboard. */
export const mostCopied = 16 * 1024 * 1024

export const application = {
  facts: operation({ in: z.object({}), out: carries<ApplicationFacts>() }),
  /** Shows a file in the system's file manager. Only Credenza's own files and those written by this run. */
  showInFolder: operation({
    in: z.object({ path: z.string().check(z.maxLength(4096)) }),
    out: carries<null>(),
  }),
  /** Copies a text that isn't a secret to the clipboard: a message, a command, a Kubernetes name, rows of a table. */
  copyText: operation({
    in: z.object({ text: z.string().check(z.maxLength(mostCopied)) }),
    out: carries<null>(),
  }),
  /** The third-party packages in the application. Empty if it wasn't built. */
  thirdParty: operation({ in: z.object({}), out: carries<ThirdParty[]>() }),
  /** Logs an error that nothing in the window handled, by its name and code positions (`errorPlaces`). */
  reportFault: operation({
    in: z.object({
      name: z.string().check(z.regex(errorName)),
      places: z.array(z.string().check(z.maxLength(400), z.regex(codePlace))).check(z.maxLength(8)),
    }),
    out: carries<null>(),
  }),
  /** Sends once when the window is about to close. It waits until the page has saved what is unsaved and stops the stream. */
  closing: stream({ in: z.object({}), messages: carries<null>() }),
  /** An error that nothing handled, in the window or the main process, was logged with this id. */
  faultLogged: announcement(carries<string>()),
  /** An entry of the application menu was chosen. */
  menuChosen: announcement(carries<MenuChoice>()),
}
