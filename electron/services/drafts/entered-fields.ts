import type { DraftFields, WaitingDraft } from '../../../shared/contract/drafts.ts'
import type { SettingsStore } from '../settings/settings.ts'
import type { StoredDraft } from '../settings/stored-drafts.ts'
import type { PlacedKey } from './keychain-entry.ts'

/** Beyond this number, nobody will return to the oldest drafts, which are dropped. */
const mostDrafts = 50

/**
 * The fields of drafts in the settings file. If it can't be written, they last for this run, since they are only a
 * convenience.
 */
export function createEnteredFields(settings: Pick<SettingsStore, 'read' | 'change'>) {
  const isOf = (key: PlacedKey) => (draft: StoredDraft) =>
    isOfCluster(draft, key) && draft.type === key.type && draft.rotated?.uid === key.rotated?.uid
  const othersThan = (key: PlacedKey) => settings.read().drafts.filter((draft) => !isOf(key)(draft))
  const write = (drafts: StoredDraft[]): Promise<unknown> =>
    settings.change({ drafts }).catch(() => undefined)

  return {
    /** What the drafts of a context are for, newest first. */
    of: (place: Pick<PlacedKey, 'context' | 'cluster'>): WaitingDraft[] =>
      settings
        .read()
        .drafts.filter((draft) => isOfCluster(draft, place))
        .map(({ type, rotated }) => ({ type, ...(rotated === undefined ? {} : { rotated }) })),

    find: (key: PlacedKey): StoredDraft | undefined => settings.read().drafts.find(isOf(key)),

    /** Returns the drafts that were dropped for it. */
    async keep(key: PlacedKey, fields: DraftFields, savedAt: string): Promise<StoredDraft[]> {
      const others = othersThan(key)
      const gone = others.splice(mostDrafts - 1)
      const { context, cluster, type, rotated } = key
      const named = {
        ...{ context, type },
        ...(cluster === undefined ? {} : { cluster }),
        ...(rotated === undefined ? {} : { rotated }),
      }
      await write([{ ...named, savedAt, fields: withoutLogin(fields) }, ...others])
      return gone
    },

    drop: (key: PlacedKey): Promise<unknown> => write(othersThan(key)),
  }
}

/**
 * Two kubeconfigs may use one context name for different clusters. A draft of an earlier version applies to any of
 * them, until it is saved again.
 */
const isOfCluster = (
  draft: Pick<PlacedKey, 'context' | 'cluster'>,
  { context, cluster }: Pick<PlacedKey, 'context' | 'cluster'>,
): boolean =>
  draft.context === context &&
  (draft.cluster === cluster || draft.cluster === undefined || cluster === undefined)

/** A login in a URL is a value, which the settings file never contains. */
const withoutLogin = (fields: DraftFields): DraftFields =>
  fields.registryUrl.includes('@') ? { ...fields, registryUrl: '' } : fields
