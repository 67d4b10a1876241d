import type {
  Draft,
  DraftFields,
  DraftKey,
  KeptDraft,
  NotInKeychain,
  WaitingDraft,
} from '../../../shared/contract/drafts.ts'
import { createQueue } from '../../../shared/queue.ts'
import { isoTime, type Clock } from '../../base/clock.ts'
import type { Keychain } from '../../keychain/keychain.ts'
import type { SettingsStore } from '../settings/settings.ts'
import { createDueTimer } from './due-timer.ts'
import { createEnteredFields } from './entered-fields.ts'
import { createKeptValues } from './kept-values.ts'
import { accountOf, isAccountOf, type PlacedKey } from './keychain-entry.ts'
import { createKeyPlacing, type PlaceOf } from './place-keys.ts'

interface DraftsDeps {
  settings: Pick<SettingsStore, 'read' | 'change' | 'problem'>
  keychain: Keychain
  clock: Clock
  placeOf?: PlaceOf
  /** Called when a draft was kept or discarded. */
  onChange?: () => void
}

/** What a wizard wants to keep. */
export interface EnteredDraft extends DraftKey {
  fields: DraftFields
  values: Record<string, string> | 'as-kept' | null
}

const all = () => true

/**
 * The input of unfinished wizards. Fields are kept in the settings file. Values are kept in the keychain, or in memory
 * if there is none, for the few minutes that the settings allow.
 */
export function createDrafts({
  settings,
  keychain,
  clock,
  placeOf = () => null,
  onChange = () => undefined,
}: DraftsDeps) {
  const stored = createEnteredFields(settings)
  const kept = createKeptValues({ settings, keychain, clock })
  const timer = createDueTimer(clock, kept.nextTime, () => void queued(kept.tidy))
  const enqueue = createQueue()
  const placed = createKeyPlacing(placeOf)
  let hasTold = false
  /** Why the keychain accepted no values the last time. `undefined` if none were kept yet. */
  let lastProblem: NotInKeychain | null | undefined

  const queued = <T>(work: () => Promise<T>): Promise<T> => enqueue(() => work().finally(timer.set))

  async function keepValues({ fields, values, ...key }: EnteredDraft & PlacedKey): Promise<KeptDraft> {
    const minutes = settings.read().draftMinutes
    if (values === 'as-kept' && minutes > 0) return { keptIn: 'keychain', tell: false }
    const hasValues =
      values !== null && values !== 'as-kept' && Object.values(values).some((value) => value !== '')
    if (!hasValues || minutes === 0) {
      await kept.forget((account) => isAccountOf(key, account))
      return { keptIn: hasValues ? 'off' : null, tell: false }
    }
    const expiresAt = clock.now() + minutes * 60_000
    const reason = await kept.keep(key, accountOf(key, fields.place), { values, expiresAt })
    lastProblem = reason
    if (reason === null) return { keptIn: 'keychain', tell: false }
    const tell = !hasTold
    hasTold = true
    return { keptIn: 'memory', reason, tell }
  }

  /** Turning it off also applies to what is already kept. */
  async function applySettings(): Promise<void> {
    if (settings.read().draftMinutes === 0) await kept.forget(all)
    await kept.tidy()
  }

  // What was entered meanwhile is in memory, and what should be deleted is still in the keychain.
  keychain.onFree(() => {
    lastProblem = undefined
    void queued(() => kept.move().then(kept.tidy))
  })

  return {
    place: (): Promise<NotInKeychain | null> =>
      queued(async () => {
        if (lastProblem !== undefined) return lastProblem
        const listed = await keychain.list()
        return listed.ok ? null : listed.problem
      }),

    waiting: ({ context }: { context: string }): WaitingDraft[] => stored.of(placed({ context })),

    read: (asked: DraftKey): Promise<Draft | null> =>
      queued(async () => {
        const key = placed(asked)
        // A wizard was opened, so that something must soon be kept.
        if (settings.read().draftMinutes > 0) keychain.warmUp()
        const draft = stored.find(key)
        if (draft === undefined) return null
        const { fields, savedAt } = draft
        const offered = await kept.read(accountOf(key, fields.place))
        if (offered === null) return { fields, savedAt, values: null, valuesUntil: null, keptIn: null }
        const { values, until, keptIn } = offered
        return { fields, savedAt, values, valuesUntil: isoTime(until), keptIn }
      }),

    keep: (asked: EnteredDraft): Promise<KeptDraft> =>
      queued(async () => {
        const entered = placed(asked)
        for (const gone of await stored.keep(entered, entered.fields, isoTime(clock.now())))
          await kept.forget((account) => isAccountOf(gone, account))
        onChange()
        const answer = await keepValues(entered)
        // Deletes what has become obsolete. The wizard doesn't wait for it.
        void queued(kept.tidy)
        return answer
      }),

    discard: (asked: DraftKey): Promise<null> =>
      queued(async () => {
        const key = placed(asked)
        await stored.drop(key)
        onChange()
        await kept.forget((account) => isAccountOf(key, account))
        await kept.tidy()
        return null
      }),

    /** Deletes expired entries of an earlier run. Asks the keychain only if there may be some. */
    start: (): Promise<void> =>
      queued(async () => {
        if (settings.problem !== null) await kept.distrustIndex()
        if (kept.nextTime() !== null) await applySettings()
      }),

    /** Call it when a setting has changed. */
    applySettings: (): Promise<void> => queued(applySettings),

    /** Deletes the values if the settings say so, and ends the keychain's process. */
    end: (): Promise<void> =>
      enqueue(async () => {
        timer.stop()
        if (settings.read().deleteDraftsOnQuit) {
          await kept.forget(all)
          await kept.tidy()
        }
        keychain.stop()
      }),
  }
}

export type Drafts = ReturnType<typeof createDrafts>
