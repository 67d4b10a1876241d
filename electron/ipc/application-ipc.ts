import {
  application as contract,
  type ApplicationFacts,
  type MenuChoice,
  type ThirdParty,
} from '../../shared/contract/application.ts'
import { errorPlaces, type ErrorPlaces } from '../../shared/error-places.ts'
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
  /** Logs where code failed. Returns the id of that line. */
  logFault: (event: 'window:fault' | 'main:fault', places: ErrorPlaces) => string
}

/** How many faults a run logs. One may repeat with every frame. */
const mostFaults = 100

/** Serves the `application` domain. */
export function serveApplication(ipc: Ipc, services: ApplicationServices) {
  const pages = createOpenPages()
  const announce = ipc.announcer<typeof contract>('application')
  let faults = 0
  const report = (event: 'window:fault' | 'main:fault', places: ErrorPlaces): void => {
    faults += 1
    if (faults <= mostFaults) announce('faultLogged', services.logFault(event, places))
  }
  ipc.implement('application', contract, {
    facts: () => services.facts,
    showInFolder: ({ path }) => {
      // With any other path, an attacker could make the file manager run or reveal a file of their choice.
      if (!services.mayShow(path)) throw failed('not-found', { what: path })
      services.showInFolder(path)
      return null
    },
    thirdParty: services.thirdParty,
    reportFault: (places) => {
      report('window:fault', places)
      return null
    },
    copyText: async ({ text }) => {
      await services.copyText(text)
      return null
    },
    closing: (_, { send, signal }) => pages.add(() => send(null), signal),
  })
  return {
    /** Logs an error of the main process that nothing handled, and reports it to the window. */
    reportFault: (error: unknown): void => report('main:fault', errorPlaces(error)),
    /** Reports to the window what was chosen in the system's menu. */
    tellMenuChosen: (choice: MenuChoice): void => announce('menuChosen', choice),
    /** Lets the pages save what is unsaved, before their window closes. */
    savePages: pages.save,
  }
}

/** The pages that can be asked to save. */
function createOpenPages() {
  const pages = new Map<() => void, Promise<void>>()
  return {
    /** `signal` is aborted when the page has saved or is gone. */
    async add(ask: () => void, signal: AbortSignal): Promise<void> {
      const saved = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
      pages.set(ask, saved)
      await saved
      pages.delete(ask)
    },
    async save(): Promise<void> {
      for (const ask of pages.keys()) ask()
      await Promise.all(pages.values())
    },
  }
}
