import type { SettingsStore } from '../settings/settings.ts'
import type { EntryIndex } from '../settings/stored-drafts.ts'

/**
 * The list of what is in the keychain, in the settings file. It is written before an entry is made and after one is
 * deleted, so that no entry is ever forgotten there.
 */
export function createEntryIndex(settings: Pick<SettingsStore, 'read' | 'change'>) {
  const read = (): EntryIndex => settings.read().draftEntries

  /** Writing may fail; the index then holds for this run, and a later change writes it. */
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
    /** When each is due, in milliseconds since 1970. */
    times: (): number[] => read().entries.map(({ until }) => until),
    untilOf: (account: string): number | null =>
      read().entries.find((entry) => entry.account === account)?.until ?? null,
    /** The accounts of what is to be deleted. */
    due: (now: number): string[] =>
      read().entries.flatMap(({ account, until }) => (until <= now ? [account] : [])),
    /** False if that couldn't be written down. */
    add: (account: string, until: number): Promise<boolean> =>
      write({ ...read(), entries: [...without(account), { account, until }] }),
    drop: (account: string): Promise<boolean> => write({ ...read(), entries: without(account) }),
    /** Marks entries as to be deleted. */
    async condemn(isMeant: (account: string) => boolean): Promise<void> {
      const { entries } = read()
      if (!entries.some(({ account, until }) => until > 0 && isMeant(account))) return
      const marked = entries.map((entry) => (isMeant(entry.account) ? { ...entry, until: 0 } : entry))
      await write({ ...read(), entries: marked })
    },
    /** Marks the index as one in which entries may be missing. */
    distrust: (): Promise<boolean> => write({ ...read(), isComplete: false }),
    /** Takes all that was found; what was missing is to be deleted, since nothing tells what it was for. */
    complete(found: readonly string[]): Promise<boolean> {
      const known = new Set(read().entries.map(({ account }) => account))
      const missing = found.filter((account) => !known.has(account))
      const entries = [...read().entries, ...missing.map((account) => ({ account, until: 0 }))]
      return write({ isComplete: true, entries })
    },
  }
}
