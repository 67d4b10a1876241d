import type { DraftFields, DraftKey, WaitingDraft } from '../../../shared/contract/drafts.ts'
import type { SettingsStore } from '../settings/settings.ts'
import type { StoredDraft } from '../settings/stored-drafts.ts'

/** Beyond this number, nobody will return to the oldest drafts, which are dropped. */
const mostDrafts = 50

/**
 * The fields of drafts in the settings file. If it can't be written, they last for this run, since they are only a
 * convenience.
 */
export function createEnteredFields(settings: Pick<SettingsStore, 'read' | 'change'>) {
  const isOf = (key: DraftKey) => (draft: StoredDraft) =>
    draft.context === key.context && draft.type === key.type && draft.rotated?.uid === key.rotated?.uid
  const othersThan = (key: DraftKey) => settings.read().drafts.filter((draft) => !isOf(key)(draft))
  const write = (drafts: StoredDraft[]): Promise<unknown> =>
    settings.change({ drafts }).catch(() => undefined)

  return {
    /** What the drafts of a context are for, newest first. */
    of: (context: string): WaitingDraft[] =>
      settings
        .read()
        .drafts.filter((draft) => draft.context === context)
        .map(({ type, rotated }) => ({ type, ...(rotated === undefined ? {} : { rotated }) })),

    find: (key: DraftKey): StoredDraft | undefined => settings.read().drafts.find(isOf(key)),

    /** Returns the drafts that were dropped for it. */
    async keep(key: DraftKey, fields: DraftFields, savedAt: string): Promise<StoredDraft[]> {
      const others = othersThan(key)
      const gone = others.splice(mostDrafts - 1)
      const { context, type, rotated } = key
      const named = { context, type, ...(rotated === undefined ? {} : { rotated }) }
      await write([{ ...named, savedAt, fields: withoutLogin(fields) }, ...others])
      return gone
    },

    drop: (key: DraftKey): Promise<unknown> => write(othersThan(key)),
  }
}

/** A login in a URL is a value, which the settings file never contains. */
const withoutLogin = (fields: DraftFields): DraftFields =>
  fields.registryUrl.includes('@') ? { ...fields, registryUrl: '' } : fields
