import type { SettingsStore } from '../settings/settings.ts'
import type { EntryIndex } from '../settings/stored-drafts.ts'

/**
 * The index of keychain entries, in the settings file. It is written before an entry is created and after one is
 * deleted, so that no entry is ever forgotten.
 */
export function createEntryIndex(settings: Pick<SettingsStore, 'read' | 'change'>) {
  const read = (): EntryIndex => settings.read().draftEntries

  /** If writing fails, the index lasts for this run, and a later change writes it. */
  async function write(index: EntryIndex): Promise<boolean> {
    try {
      await settings.change({ draftEntries: index })
      return true
    } catch {
      return false
    }
  }
  const without = (account: string) => read().entries.filter((entry) => entry.account !== account)

  return {
    isComplete: (): boolean => read().isComplete,
    accounts: (): string[] => read().entries.map(({ account }) => account),
    /** The expiry of each entry, in milliseconds since 1970. */
    times: (): number[] => read().entries.map(({ until }) => until),
    untilOf: (account: string): number | null =>
      read().entries.find((entry) => entry.account === account)?.until ?? null,
    /** Accounts whose entries must be deleted. */
    due: (now: number): string[] =>
      read().entries.flatMap(({ account, until }) => (until <= now ? [account] : [])),
    /** False if it couldn't be written. */
    add: (account: string, until: number): Promise<boolean> =>
      write({ ...read(), entries: [...without(account), { account, until }] }),
    drop: (account: string): Promise<boolean> => write({ ...read(), entries: without(account) }),
    /** Marks entries for deletion. */
    async condemn(isMeant: (account: string) => boolean): Promise<void> {
      const { entries } = read()
      if (!entries.some(({ account, until }) => until > 0 && isMeant(account))) return
      const marked = entries.map((entry) => (isMeant(entry.account) ? { ...entry, until: 0 } : entry))
      await write({ ...read(), entries: marked })
    },
    /** Marks the index as possibly incomplete. */
    distrust: (): Promise<boolean> => write({ ...read(), isComplete: false }),
    /**
     * Adds all entries that were found. Those that were missing will be deleted, since nothing says what they were for.
     */
    complete(found: readonly string[]): Promise<boolean> {
      const known = new Set(read().entries.map(({ account }) => account))
      const missing = found.filter((account) => !known.has(account))
      const entries = [...read().entries, ...missing.map((account) => ({ account, until: 0 }))]
      return write({ isComplete: true, entries })
    },
  }
}
