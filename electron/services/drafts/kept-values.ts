import type { KeptIn, NotInKeychain } from '../../../shared/contract/drafts.ts'
import type { Clock } from '../../base/clock.ts'
import type { Keychain } from '../../keychain/keychain.ts'
import type { SettingsStore } from '../settings/settings.ts'
import { createEntryIndex } from './entry-index.ts'
import { isAccountOf, readEntryText, entryTextOf, type KeptEntry, type PlacedKey } from './keychain-entry.ts'

interface KeptValuesDeps {
  settings: Pick<SettingsStore, 'read' | 'change'>
  keychain: Keychain
  clock: Clock
}

/** The part of an entry that can be offered. `values` is `null` if the keychain doesn't return them now. */
interface Offered {
  values: Record<string, string> | null
  until: number
  keptIn: KeptIn
}

/**
 * Keeps entered values for a few minutes: in the keychain, with an entry in the index, or in memory if that fails. Its
 * operations must not overlap; the caller queues them.
 */
export function createKeptValues({ settings, keychain, clock }: KeptValuesDeps) {
  const memory = new Map<string, KeptEntry>()
  const index = createEntryIndex(settings)

  async function putIntoKeychain(account: string, kept: KeptEntry): Promise<NotInKeychain | null> {
    const wasKnown = index.untilOf(account) !== null
    if (!(await index.add(account, kept.expiresAt))) return 'settings-not-written'
    const outcome = await keychain.write(account, entryTextOf(kept))
    if (outcome.ok) return null
    // An unanswered write may still happen.
    if (!wasKnown && outcome.problem !== 'no-answer') await index.drop(account)
    return outcome.problem
  }

  /** Removes the values from memory immediately, and from the keychain at the next `tidy`. */
  async function forget(isMeant: (account: string) => boolean): Promise<void> {
    for (const account of memory.keys()) if (isMeant(account)) memory.delete(account)
    await index.condemn(isMeant)
  }

  return {
    forget,

    /** Keeps the values of a draft and forgets those of its other scopes. Returns why they aren't in the keychain. */
    async keep(key: PlacedKey, account: string, kept: KeptEntry): Promise<NotInKeychain | null> {
      await forget((other) => other !== account && isAccountOf(key, other))
      const problem = await putIntoKeychain(account, kept)
      if (problem === null) memory.delete(account)
      else memory.set(account, kept)
      return problem
    },

    /** `null` if nothing is kept or it has expired. */
    async read(account: string): Promise<Offered | null> {
      const remembered = memory.get(account)
      if (remembered !== undefined && remembered.expiresAt > clock.now())
        return { values: remembered.values, until: remembered.expiresAt, keptIn: 'memory' }
      const until = index.untilOf(account)
      if (until === null || until <= clock.now()) return null
      const outcome = await keychain.read(account)
      if (!outcome.ok) return { values: null, until, keptIn: 'keychain' }
      const kept = outcome.value === null ? null : readEntryText(outcome.value)
      // Its time differs from the index: it is older input that newer input couldn't replace.
      if (kept?.expiresAt !== until) return null
      return { values: kept.values, until, keptIn: 'keychain' }
    },

    /** Moves entries from memory to the keychain once it is available again. */
    async move(): Promise<void> {
      for (const [account, kept] of [...memory]) {
        const problem = await putIntoKeychain(account, kept)
        if (problem === null) memory.delete(account)
        else if (problem !== 'refused') return
      }
    },

    /** Deletes expired and forgotten entries, and finds entries that the index lost. Never shows a prompt. */
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

    /** When `tidy` has work next, in milliseconds since 1970. `null` for never. */
    nextTime(): number | null {
      const times = [...[...memory.values()].map(({ expiresAt }) => expiresAt), ...index.times()]
      if (!index.isComplete()) times.push(0)
      return times.length === 0 ? null : Math.min(...times)
    },

    distrustIndex: index.distrust,
  }
}
