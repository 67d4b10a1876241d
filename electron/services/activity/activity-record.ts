import { failed } from '../../../shared/failure.ts'
import { reasonOf } from '../../base/file-error.ts'
import { FileRefusal } from '../../base/read-regular-file.ts'
import { activityFiles } from './activity-files.ts'
import { appendLines } from './append-lines.ts'
import type { BegunLine, EndedLine } from '../../../shared/activity.ts'
import type { UnchainedLine } from './activity-line.ts'
import { findEnd } from './find-end.ts'

/** What is known about a write before it is sent. */
export type BegunWrite = Omit<BegunLine, 'kind' | 'entry' | 'previous' | 'time' | 'version'>
/** How a write ended. */
export type EndedWrite = Omit<EndedLine, 'kind' | 'entry' | 'previous' | 'time' | 'of'>

/** The record of all changes that Credenza makes in clusters. */
export interface ActivityRecord {
  /**
   * Records a write that is about to be sent, and resolves once it is on disk. Rejects with `record-not-written`; the
   * write must not be sent then. `end` records how it ended and never rejects: what can't be written now is written
   * before the next line. A write without an end is reported with an unknown outcome.
   */
  begin: (write: BegunWrite) => Promise<{ end: (outcome: EndedWrite) => Promise<void> }>
  /**
   * Closes off a partial line that a kill or a power cut left. Resolves with `null` if there is none, with `ok`, or
   * with the system's error code if it can't be closed off; the next line tries again. Never rejects.
   */
  mend: () => Promise<string | null>
}

interface ActivityRecordDeps {
  folder: string
  /** Credenza's version. */
  version: string
  now?: () => Date
  /** Called when a line was added. */
  onChange?: () => void
  /** Called with the system's error code when an outcome couldn't be recorded for now. */
  onOwed?: (reason: string) => void
}

export function createActivityRecord(deps: ActivityRecordDeps): ActivityRecord {
  const { folder, version, now = () => new Date(), onChange = () => undefined, onOwed } = deps
  const time = () => now().toISOString()
  const owed: UnchainedLine[] = []
  let last: Promise<unknown> = Promise.resolve()

  /** Appends run one at a time, so that each line follows the one before. */
  function append(line: UnchainedLine): Promise<number> {
    const appending = last.then(async () => {
      const { entry } = await appendLines(folder, [...owed, line], now)
      owed.length = 0
      onChange()
      return entry
    })
    last = appending.catch(() => undefined)
    return appending
  }

  const mend = async (): Promise<string | null> => {
    try {
      const { torn, isOpen } = await findEnd(await activityFiles(folder))
      if (torn.length === 0 && !isOpen) return null
      await appendLines(folder, [], now)
      onChange()
      return 'ok'
    } catch (error) {
      return reasonOf(error)
    }
  }

  return {
    mend,
    begin: async (write) => {
      const line = { kind: 'begun', time: time(), version, ...write } as const
      const of = await append(line).catch((error: unknown) => {
        const reason = error instanceof FileRefusal ? error.code : reasonOf(error)
        throw failed('record-not-written', { file: folder, reason })
      })
      return {
        end: async (outcome) => {
          const line = { kind: 'ended', time: time(), of, ...outcome } as const
          await append(line).catch((error: unknown) => {
            owed.push(line)
            onOwed?.(reasonOf(error))
          })
        },
      }
    },
  }
}
