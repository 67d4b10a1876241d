import type { DailyState } from '../../../shared/contract/snapshots.ts'
import { snapshotNotification } from '../../../shared/notification-text.ts'
import { csvDate } from '../csv-file-name.ts'
import type { Notifier } from './notifier.ts'

/** Reports a failed daily snapshot once a day per context, however often it is retried. */
export function createSnapshotNotices(notifier: Notifier, now: () => Date = () => new Date()) {
  /** The day of the last report, by context. */
  const told = new Map<string, string>()
  /** Called after each attempt. */
  return ({ last }: Pick<DailyState, 'last'>): void => {
    const day = csvDate(now())
    for (const tried of last) {
      const { context } = tried
      if (!('failure' in tried) || csvDate(new Date(tried.at)) !== day || told.get(context) === day) continue
      const text = snapshotNotification(notifier.nameOf(context))
      if (notifier.tell('notifySnapshots', text, { page: 'history' })) told.set(context, day)
    }
  }
}
