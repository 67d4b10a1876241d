import { application as contract, type ApplicationFacts } from '../../shared/contract/application.ts'
import { failed } from '../../shared/failure.ts'
import type { Ipc } from './handle.ts'

/** What the desktop does for this domain. */
export interface ApplicationServices {
  facts: ApplicationFacts
  /** Tells whether this run wrote the file. */
  hasWritten: (path: string) => boolean
  showInFolder: (path: string) => void
  copyText: (text: string) => Promise<void>
}

/** Serves the `application` domain. */
export function serveApplication(ipc: Ipc, services: ApplicationServices): void {
  ipc.implement('application', contract, {
    facts: () => services.facts,
    showInFolder: ({ path }) => {
      // Any other path could make the file manager run or reveal something of an attacker's choice.
      if (!services.hasWritten(path)) throw failed('not-found', { what: path })
      services.showInFolder(path)
      return null
    },
    copyText: async ({ text }) => {
      await services.copyText(text)
      return null
    },
  })
}
