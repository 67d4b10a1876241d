import type { Worker } from 'node:worker_threads'
import type { CredentialAddress } from '../../shared/credential-address.ts'
import type { Settings } from '../../shared/contract/settings.ts'
import type { Wire } from '../ipc/handle.ts'
import type { KeychainProcess } from '../keychain/messages.ts'
import type { NotifyingDesktop } from '../services/notifications/notifier.ts'
import type { SystemClipboard } from '../services/values/secret-clipboard.ts'
import type { FileToSave } from '../services/snapshots/save-table.ts'

/** What the platform gives: paths, the command line, the desktop and the wire to the window. */
export interface Platform {
  version: string
  userData: string
  home: string
  environment: NodeJS.ProcessEnv
  platform: NodeJS.Platform
  /** Where the build wrote down which packages it contains. */
  thirdParty: string
  asked: {
    kubeconfig?: string | undefined
    context?: string | undefined
    review?: string[] | undefined
    credential?: CredentialAddress | undefined
  }
  wire: Wire
  /** Starts the process that asks the keychain. */
  startKeychain: () => KeychainProcess
  /** Starts the thread of the snapshots' tables. */
  startTables: () => Worker
  desktop: NotifyingDesktop & {
    chooseFileToSave: (wanted: FileToSave) => Promise<string | null>
    chooseKubeconfig: () => Promise<string | null>
    /** Of a value of a new secret. */
    chooseValueFile: () => Promise<string | null>
    /** Of authorities that are trusted for registries, as PEM. */
    chooseAuthoritiesFile: () => Promise<string | null>
    chooseSnapshots: () => Promise<string[]>
    chooseFolder: (folder: string | null) => Promise<string | null>
    showInFolder: (path: string) => void
    copyText: (text: string) => Promise<void>
    /** Shows the application light or dark, or as the system has it. */
    setTheme: (theme: Settings['theme']) => void
    secretClipboard: SystemClipboard
  }
}
