import type { Worker } from 'node:worker_threads'
import type { CredentialAddress } from '../../shared/credential-address.ts'
import type { Settings } from '../../shared/contract/settings.ts'
import type { Wire } from '../ipc/handle.ts'
import type { KeychainProcess } from '../keychain/messages.ts'
import type { NotifyingDesktop } from '../services/notifications/notifier.ts'
import type { SystemClipboard } from '../services/values/secret-clipboard.ts'
import type { FileToSave } from '../services/snapshots/save-table.ts'

/** What the platform provides: paths, the command line, the desktop and the wire to the window. */
export interface Platform {
  version: string
  userData: string
  home: string
  environment: NodeJS.ProcessEnv
  platform: NodeJS.Platform
  /** The file in which the build lists the packages it contains. */
  thirdParty: string
  asked: {
    kubeconfig?: string | undefined
    context?: string | undefined
    review?: string[] | undefined
    credential?: CredentialAddress | undefined
  }
  wire: Wire
  /** Starts the process that accesses the keychain. */
  startKeychain: () => KeychainProcess
  /** Starts the worker of the snapshots' tables. */
  startTables: () => Worker
  desktop: NotifyingDesktop & {
    chooseFileToSave: (wanted: FileToSave) => Promise<string | null>
    chooseKubeconfig: () => Promise<string | null>
    /** Asks for the file of a new secret's value. */
    chooseValueFile: () => Promise<string | null>
    /** Asks for a PEM file of authorities to trust for registries. */
    chooseAuthoritiesFile: () => Promise<string | null>
    chooseSnapshots: () => Promise<string[]>
    chooseFolder: (folder: string | null) => Promise<string | null>
    /**
     * Prints a complete page, without scripts or requests, to a PDF and returns its bytes. Rejects with the signal's
     * reason.
     */
    printPage: (html: string, signal: AbortSignal) => Promise<Uint8Array>
    showInFolder: (path: string) => void
    copyText: (text: string) => Promise<void>
    /** Shows a number on the application's icon, if the system supports it; 0 removes it. */
    setBadge: (count: number) => void
    /** Sets the application's appearance: light, dark, or the system's. */
    setTheme: (theme: Settings['theme']) => void
    secretClipboard: SystemClipboard
  }
}
