import { mostActivityLines, mostSecretWrites } from '../../../shared/contract/activity.ts'
import type { Verification } from '../../../shared/activity-verification.ts'
import { failed } from '../../../shared/failure.ts'
import { reasonOf } from '../../base/file-error.ts'
import { FileRefusal } from '../../base/read-regular-file.ts'
import { readObjectWrites, type ObjectWrites, type WantedObject } from './read-object.ts'
import { readNewest, type NewestLines } from './read-record.ts'
import { createSaveActivity, type SaveActivityDeps } from './save-activity.ts'
import { verifyFolder } from './verify-record.ts'

/** What the page of activity asks for. Rejects with `file-unreadable` where the record can't be read. */
export function createActivityService(deps: Omit<SaveActivityDeps, 'now'> & { now?: () => Date }) {
  const { folder, now = () => new Date() } = deps
  const readable = async <T>(read: () => Promise<T>): Promise<T> => {
    try {
      return await read()
    } catch (error) {
      throw recordUnreadable(folder, error)
    }
  }
  return {
    read: ({ after }: { after: number }): Promise<NewestLines> =>
      readable(() => readNewest(folder, { after, most: mostActivityLines })),
    ofSecret: (secret: Omit<WantedObject, 'kind'>): Promise<ObjectWrites> =>
      readable(() => readObjectWrites(folder, { ...secret, kind: 'Secret' }, mostSecretWrites)),
    verify: (): Promise<Verification> => readable(() => verifyFolder(folder)),
    save: createSaveActivity({ ...deps, now }),
  }
}

export type ActivityService = ReturnType<typeof createActivityService>

/** What the system says of the record's folder or a file in it, as a failure; anything else as it is. */
export function recordUnreadable(file: string, error: unknown): unknown {
  const reason = error instanceof FileRefusal ? error.code : reasonOf(error)
  return reason === 'unknown' ? error : failed('file-unreadable', { file, reason })
}
