import { serveChecks } from '../ipc/checks-ipc.ts'
import { serveLife } from '../ipc/life-ipc.ts'
import { serveRotation } from '../ipc/rotation-ipc.ts'
import { serveSecrets } from '../ipc/secrets-ipc.ts'
import { serveUsage } from '../ipc/usage-ipc.ts'
import { serveWizard } from '../ipc/wizard-ipc.ts'
import type { ActivityRecord } from '../services/activity/activity-record.ts'
import { createChecks } from '../services/checks/checks-service.ts'
import { createLife } from '../services/life/life-service.ts'
import { createRotation } from '../services/rotation/rotation-service.ts'
import { createSecrets } from '../services/secrets/secrets-service.ts'
import { createUsage } from '../services/usage/usage-service.ts'
import { createWizard } from '../services/wizard/wizard-service.ts'
import type { RunNotices } from '../services/notifications/run-notices.ts'
import type { SaveRowsDeps } from '../services/save-chosen.ts'
import { createRecordedWrite } from '../services/writes/recorded-write.ts'
import { createRequireWritable } from '../services/writes/require-writable.ts'
import type { Clusters, Ground } from './compose-clusters.ts'

/** Builds and serves the services that change a cluster, and their checks. */
export function composeWrites(
  { ipc, settings }: Ground,
  built: Clusters,
  activity: ActivityRecord,
  tellEnd: RunNotices,
  saving: SaveRowsDeps,
): void {
  const { clusters, chosenFiles, connectionConsent } = built
  const opened = clusters.opened
  const requireWritable = createRequireWritable(settings.read)
  const recordedWrite = createRecordedWrite(activity)
  const writing = { opened, requireWritable, recordedWrite }
  const wizard = createWizard({
    ...writing,
    files: chosenFiles,
    requireSafe: connectionConsent.require,
  })
  serveWizard(ipc, wizard)
  const requireSafe = connectionConsent.require
  serveChecks(ipc, createChecks({ opened, requireSafe, requireWritable, recordedWrite }))
  const secrets = createSecrets({ ...writing, ...saving })
  serveSecrets(ipc, {
    ...secrets,
    register: tellEnd(secrets.register, ({ secrets: { length } }) => length),
    unregister: tellEnd(secrets.unregister, ({ secrets: { length } }) => length),
  })
  const life = createLife({ opened, requireSafe, requireWritable, recordedWrite })
  const ofCredentials = ({ credentials }: { credentials: readonly unknown[] }) => credentials.length
  serveLife(ipc, {
    ...life,
    release: tellEnd(life.release, ofCredentials),
    delete: tellEnd(life.delete, ofCredentials),
  })
  const rotation = createRotation({ opened, requireSafe, requireWritable, recordedWrite, files: chosenFiles })
  serveRotation(ipc, { ...rotation, rotate: tellEnd(rotation.rotate, ofCredentials) })
  serveUsage(ipc, createUsage({ opened, requireWritable, recordedWrite }))
}
