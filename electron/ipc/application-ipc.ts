import {
  application as contract,
  type ApplicationFacts,
  type MenuChoice,
  type ThirdParty,
} from '../../shared/contract/application.ts'
import { failed } from '../../shared/failure.ts'
import type { Ipc } from './handle.ts'

/** What the desktop provides for this domain. */
interface ApplicationServices {
  facts: ApplicationFacts
  /** Returns whether the path is one of Credenza's own files, or a file that this run wrote. */
  mayShow: (path: string) => boolean
  showInFolder: (path: string) => void
  copyText: (text: string) => Promise<void>
  thirdParty: () => Promise<ThirdParty[]>
}

/**
 * Serves the `application` domain; returns the function that reports to the window what was chosen in the system's
 * menu.
 */
export function serveApplication(
  ipc: Ipc,
  services: ApplicationServices,
): { tellMenuChosen: (choice: MenuChoice) => void } {
  ipc.implement('application', contract, {
    facts: () => services.facts,
    showInFolder: ({ path }) => {
      // With any other path, an attacker could make the file manager run or reveal a file of their choice.
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
