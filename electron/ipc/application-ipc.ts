import {
  application as contract,
  type ApplicationFacts,
  type MenuChoice,
  type ThirdParty,
} from '../../shared/contract/application.ts'
import { failed } from '../../shared/failure.ts'
import type { Ipc } from './handle.ts'

/** What the desktop does for this domain. */
export interface ApplicationServices {
  facts: ApplicationFacts
  /** Returns whether it is a file of Credenza's own, or one that this run wrote. */
  mayShow: (path: string) => boolean
  showInFolder: (path: string) => void
  copyText: (text: string) => Promise<void>
  thirdParty: () => Promise<ThirdParty[]>
}

/** Serves the `application` domain; returns what tells the window what was chosen in the menu of the system. */
export function serveApplication(
  ipc: Ipc,
  services: ApplicationServices,
): { tellMenuChosen: (choice: MenuChoice) => void } {
  ipc.implement('application', contract, {
    facts: () => services.facts,
    showInFolder: ({ path }) => {
      // Any other path could make the file manager run or reveal something of an attacker's choice.
      if (!services.mayShow(path)) throw failed('not-found', { what: path })
      services.showInFolder(path)
      return null
    },
    thirdParty: services.thirdParty,
    copyText: async ({ text }) => {
      await services.copyText(text)
      return null
    },
  })
  const announce = ipc.announcer<typeof contract>('application')
  return { tellMenuChosen: (choice) => announce('menuChosen', choice) }
}
