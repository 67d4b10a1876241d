import type { DraftKey, KeptIn, NotInKeychain } from '../../../shared/contract/drafts.ts'
import type { Clock } from '../../base/clock.ts'
import type { Keychain } from '../../keychain/keychain.ts'
import type { SettingsStore } from '../settings/settings.ts'
import { createEntryIndex } from './entry-index.ts'
import { isAccountOf, readEntryText, entryTextOf, type KeptEntry } from './keychain-entry.ts'

export interface KeptValuesDeps {
  settings: Pick<SettingsStore, 'read' | 'change'>
  keychain: Keychain
  clock: Clock
}

/** What of an entry can be offered. `values` is `null` if the keychain does not hand them out now. */
export interface Offered {
  values: Record<string, string> | null
  until: number
  keptIn: KeptIn
}

/**
 * Entered values for the few minutes in which they are kept: in the keychain, noted in the index, or in memory where
 * that can't be done. Nothing here may run at the same time as something else of it; its caller queues.
 */
export function createKeptValues({ settings, keychain, clock }: KeptValuesDeps) {
  const memory = new Map<string, KeptEntry>()
  const index = createEntryIndex(settings)

  async function putIntoKeychain(account: string, kept: KeptEntry): Promise<NotInKeychain | null> {
    const wasKnown = index.untilOf(account) !== null
    if (!(await index.add(account, kept.expiresAt))) return 'settings-not-written'
    const outcome = await keychain.write(account, entryTextOf(kept))
    if (outcome.ok) return null
    // What was not answered may still be done later.
    if (!wasKnown && outcome.problem !== 'no-answer') await index.drop(account)
    return outcome.problem
  }

  /** The values go from memory at once, and from the keychain with the next `tidy`. */
  async function forget(isMeant: (account: string) => boolean): Promise<void> {
    for (const account of memory.keys()) if (isMeant(account)) memory.delete(account)
    await index.condemn(isMeant)
  }

  return {
    forget,

    /** Keeps the values of a draft and forgets those of its other scopes; tells why they are not in the keychain. */
    async keep(key: DraftKey, account: string, kept: KeptEntry): Promise<NotInKeychain | null> {
      await forget((other) => other !== account && isAccountOf(key, other))
      const problem = await putIntoKeychain(account, kept)
      if (problem === null) memory.delete(account)
      else memory.set(account, kept)
      return problem
    },

    /** `null` if nothing is kept, or what was is expired. */
    async read(account: string): Promise<Offered | null> {
      const remembered = memory.get(account)
      if (remembered !== undefined && remembered.expiresAt > clock.now())
        return { values: remembered.values, until: remembered.expiresAt, keptIn: 'memory' }
      const until = index.untilOf(account)
      if (until === null || until <= clock.now()) return null
      const outcome = await keychain.read(account)
      if (!outcome.ok) return { values: null, until, keptIn: 'keychain' }
      const kept = outcome.value === null ? null : readEntryText(outcome.value)
      // Another time than the index has: an older state of what was typed, which a newer one couldn't replace.
      if (kept?.expiresAt !== until) return null
      return { values: kept.values, until, keptIn: 'keychain' }
    },

    /** Moves what memory holds to the keychain, which can be asked again. */
    async move(): Promise<void> {
      for (const [account, kept] of [...memory]) {
        const problem = await putIntoKeychain(account, kept)
        if (problem === null) memory.delete(account)
        else if (problem !== 'refused') return
      }
    },

    /** Deletes what is expired or forgotten, and finds entries that the index has lost. No prompt is shown for it. */
    async tidy(): Promise<void> {
      for (const [account, { expiresAt }] of memory) if (expiresAt <= clock.now()) memory.delete(account)
      if (!index.isComplete()) {
        const listed = await keychain.list()
        if (listed.ok) await index.complete(listed.value)
      }
      for (const account of index.due(clock.now())) {
        const removed = await keychain.remove(account)
        if (removed.ok) await index.drop(account)
        else if (removed.problem !== 'refused') return
      }
    },

    /** When `tidy` has something to do next, in milliseconds since 1970; `null` for never. */
    nextTime(): number | null {
      const times = [...[...memory.values()].map(({ expiresAt }) => expiresAt), ...index.times()]
      if (!index.isComplete()) times.push(0)
      return times.length === 0 ? null : Math.min(...times)
    },

    distrustIndex: index.distrust,
  }
}

export type KeptValues = ReturnType<typeof createKeptValues>
