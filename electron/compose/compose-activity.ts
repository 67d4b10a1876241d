import { serveActivity } from '../ipc/activity-ipc.ts'
import { createActivityRecord, type ActivityRecord } from '../services/activity/activity-record.ts'
import { createActivityService } from '../services/activity/activity-service.ts'
import type { SaveFile } from '../services/save-file.ts'
import type { Clusters, Ground } from './compose-clusters.ts'
import type { Platform } from './platform.ts'

/** Builds and serves the record of writes. Completes a line that an earlier run left unfinished. */
export function composeActivity(
  { version, desktop }: Platform,
  { ipc, log, files }: Ground,
  { clusters }: Pick<Clusters, 'clusters'>,
  saving: { saveFile: SaveFile; onWritten: (path: string) => void },
): ActivityRecord {
  const folder = files.activity
  const service = createActivityService({
    ...{ folder, chooseFileToSave: desktop.chooseFileToSave, ...saving },
    placeOf: (context) => clusters.opened(context).place,
  })
  const { tellChanged } = serveActivity(ipc, service)
  const record = createActivityRecord({
    ...{ folder, version },
    onChange: tellChanged,
    onOwed: (code) => log.entry({ event: 'activity:outcome-owed', code }),
  })
  void record.mend().then((code) => {
    if (code !== null) log.entry({ event: 'activity:mended', code })
  })
  return record
}
