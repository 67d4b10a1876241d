import type { KeychainProblem } from './messages.ts'

/** The system's keychain: the Secret Service of Linux, the Keychain of macOS, the Credential Manager of Windows. */
export interface KeychainStore {
  read: (account: string) => Promise<string | null>
  write: (account: string, secret: string) => Promise<void>
  /** Throws where the keychain is locked, without asking anyone to unlock it. */
  remove: (account: string) => Promise<void>
  /** The accounts of Credenza's entries; asks no one to unlock anything. */
  list: () => Promise<string[]>
}

const service = 'Credenza'
// Without this, Linux falls back to the kernel's keyring without a word, and that is lost at a reboot.
const options = { linux: { store: 'secret-service' } } as const

/** Loads the native module; throws if it is missing or was made for another system. */
export async function openStore(): Promise<KeychainStore> {
  const { AsyncEntry, findCredentialsAsync } = await import('@napi-rs/keyring')
  const entryOf = (account: string) => new AsyncEntry(service, account, options)

  async function list(): Promise<string[]> {
    // The search takes no store: an entry fails if there is none, before the search would look elsewhere.
    entryOf('any')
    return (await findCredentialsAsync(service)).map(({ account }) => account)
  }

  return {
    list,
    read: (account) => entryOf(account).getPassword(),
    write: (account, secret) => entryOf(account).setPassword(secret),
    async remove(account) {
      // Deleting from a locked Secret Service shows a prompt; searching it fails instead.
      if (process.platform === 'linux') await list()
      await entryOf(account).deleteCredential()
    },
  }
}

/** What an error of the keychain means. Only its message tells, and it is looked at here alone. */
export function problemOf(error: unknown): KeychainProblem {
  const message = error instanceof Error ? error.message : ''
  if (/(?<!b)locked|dismissed|cancell?ed|interaction is not allowed/i.test(message)) return 'locked'
  return /d-?bus|no result found/i.test(message) ? 'no-keychain' : 'refused'
}
