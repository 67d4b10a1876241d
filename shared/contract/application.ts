import * as z from 'zod/mini'
import type { Failure } from '../failure.ts'
import { announcement, carries, operation } from './define.ts'

export interface ApplicationFacts {
  version: string
  platform: 'linux' | 'darwin' | 'win32'
  /** The user's home folder: paths in it are shown with a tilde. */
  home: string
  /** Paths of Credenza's own files, which may not be there yet. */
  files: { settings: string; log: string; sandbox: string }
  /** What must be told after the start, such as settings that were set aside. */
  notices: Failure[]
}

/** What the menu of the system has besides the system's own entries. */
export const menuChoices = ['settings', 'palette', 'keys'] as const
export type MenuChoice = (typeof menuChoices)[number]

/** A package whose code is part of the application. */
export interface ThirdParty {
  name: string
  version: string
  /** By SPDX, such as `MIT`. */
  licence: string
  /** The licence's text with its copyright notice. */
  text: string
}

/** Most characters that are put on the clipboard. */
export const mostCopied = 16 * 1024 * 1024

export const application = {
  facts: operation({ in: z.object({}), out: carries<ApplicationFacts>() }),
  /** Shows a file in the system's file manager; only Credenza's own files and those that this run has written. */
  showInFolder: operation({
    in: z.object({ path: z.string().check(z.maxLength(4096)) }),
    out: carries<null>(),
  }),
  /** Puts a text that isn't a secret (a message, a command, a Kubernetes name, rows of a table) on the clipboard. */
  copyText: operation({
    in: z.object({ text: z.string().check(z.maxLength(mostCopied)) }),
    out: carries<null>(),
  }),
  /** What the application is made of, besides its own code; empty if it was not built. */
  thirdParty: operation({ in: z.object({}), out: carries<ThirdParty[]>() }),
  /** Something was chosen in the menu of the system. */
  menuChosen: announcement(carries<MenuChoice>()),
}
