import type { KeychainProblem } from './messages.ts'

/** The system's keychain: the Secret Service on Linux, the Keychain on macOS, the Credential Manager on Windows. */
export interface KeychainStore {
  read: (account: string) => Promise<string | null>
  write: (account: string, secret: string) => Promise<void>
  /** Throws if the keychain is locked; never shows a prompt. */
  remove: (account: string) => Promise<void>
  /** The accounts of Credenza's entries; never shows a prompt. */
  list: () => Promise<string[]>
}

const service = 'Credenza'
// Without this, Linux silently falls back to the kernel's keyring, which is lost at a reboot.
const options = { linux: { store: 'secret-service' } } as const

/** Loads the native module; throws if it is missing or built for another system. */
export async function openStore(): Promise<KeychainStore> {
  const { AsyncEntry, findCredentialsAsync } = await import('@napi-rs/keyring')
  const entryOf = (account: string) => new AsyncEntry(service, account, options)

  async function list(): Promise<string[]> {
    // The search doesn't accept a store. Creating an entry throws if there is no Secret Service, before the search
    // could fall back to another store.
    entryOf('any')
    return (await findCredentialsAsync(service)).map(({ account }) => account)
  }

  return {
    list,
    read: (account) => entryOf(account).getPassword(),
    write: (account, secret) => entryOf(account).setPassword(secret),
    async remove(account) {
      // Deleting from a locked Secret Service shows a prompt; searching it throws instead.
      if (process.platform === 'linux') await list()
      await entryOf(account).deleteCredential()
    },
  }
}

/** Classifies an error of the keychain. Only the message distinguishes errors; it is examined nowhere else. */
export function problemOf(error: unknown): KeychainProblem {
  const message = error instanceof Error ? error.message : ''
  if (/(?<!b)locked|dismissed|cancell?ed|interaction is not allowed/i.test(message)) return 'locked'
  return /d-?bus|no result found/i.test(message) ? 'no-keychain' : 'refused'
}
