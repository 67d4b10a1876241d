import { existsSync } from 'node:fs'
import { errorPlaces } from '../../shared/error-places.ts'
import type { Failure } from '../../shared/failure.ts'
import { serveApplication } from '../ipc/application-ipc.ts'
import { serveCluster } from '../ipc/cluster-ipc.ts'
import { serveContexts } from '../ipc/contexts-ipc.ts'
import { serveCredentials } from '../ipc/credentials-ipc.ts'
import { serveDetails } from '../ipc/details-ipc.ts'
import { createIpc } from '../ipc/handle.ts'
import { serveSandbox } from '../ipc/sandbox-ipc.ts'
import { serveSettings } from '../ipc/settings-ipc.ts'
import { serveSnapshots } from '../ipc/snapshots-ipc.ts'
import { createListDownload } from '../services/credentials/download-list.ts'
import type { SaveRowsDeps } from '../services/save-chosen.ts'
import { createAskedCredential } from '../services/details/asked-credential.ts'
import { createDetails } from '../services/details/details-service.ts'
import { locksOf } from '../services/settings/site-policy.ts'
import { createSnapshots } from '../services/snapshots/snapshots-service.ts'
import { createTakeSnapshot } from '../services/snapshots/take-snapshot.ts'
import { readThirdParty } from '../services/third-party.ts'
import { createTableEngine } from '../snapshots/thread/engine.ts'
import { composeClusters, keepSandboxVersion } from './compose-clusters.ts'
import { composeActivity } from './compose-activity.ts'
import { composeDrafts } from './compose-drafts.ts'
import { composeNotifications } from './compose-notifications.ts'
import { composeRegistry } from './compose-registry.ts'
import { composeValues } from './compose-values.ts'
import { composeWrites } from './compose-writes.ts'
import type { OpenedFiles } from './open-own-files.ts'
import type { Platform } from './platform.ts'

/** Builds every service once and serves the contract over the wire. */
export function compose(given: Platform, { files, saveFile, log, policy, settings }: OpenedFiles) {
  const { version, userData, desktop } = given
  const notices: Failure[] = [settings.problem, policy.problem].filter((problem) => problem !== null)
  for (const problem of notices)
    log.entry({ event: problem.code, code: 'reason' in problem ? problem.reason : 'unknown' })
  const written = new Set<string>()

  const ipc = createIpc({ wire: given.wire, log })
  const ground = { log, files, settings, ipc }
  const built = composeClusters(given, ground)
  const { sandbox, contexts, access, clusters, connectionConsent } = built
  composeRegistry(given, ground, built, policy)
  const secretClipboard = composeValues(given, ground, built, policy)
  const onWritten = (path: string) => void written.add(path)
  const notifications = composeNotifications(given, ground, built)
  const activity = composeActivity(given, ground, built, { saveFile, onWritten })
  const saving: SaveRowsDeps = {
    chooseFileToSave: (proposedName) => desktop.chooseFileToSave({ proposedName, ...csvDownload }),
    saveFile,
    onWritten,
  }
  composeWrites(ground, built, activity, notifications.ofRuns, saving)
  const download = createListDownload({ opened: clusters.opened, ...saving })
  const snapshots = createSnapshots({
    engine: createTableEngine({ startWorker: given.startTables }),
    clusters,
    settings,
    takeSnapshot: createTakeSnapshot({ access, opened: clusters, saveFile }),
    namesOf: contexts.namesOf,
    toReview: given.asked.review ?? [],
    chooseSnapshots: desktop.chooseSnapshots,
    chooseFolder: desktop.chooseFolder,
    chooseFileToSave: desktop.chooseFileToSave,
    printPage: desktop.printPage,
    saveFile,
    onWritten,
    onDaily: notifications.onSnapshots,
    onUnexpected: (error) => ({ code: 'internal', id: log.fault('snapshots:daily', errorPlaces(error)) }),
  })

  const drafts = composeDrafts(given, ground, built)
  const { tellAsked } = serveContexts(ipc, contexts, connectionConsent)
  serveCluster(ipc, clusters)
  serveCredentials(ipc, download)
  const { credential, context = null } = given.asked
  const askedCredential = createAskedCredential(credential === undefined ? null : { context, ...credential })
  serveDetails(
    ipc,
    createDetails({ opened: clusters.opened, requireSafe: connectionConsent.require }),
    askedCredential,
  )
  serveSnapshots(ipc, snapshots)
  serveSandbox(ipc, sandbox, keepSandboxVersion(settings))
  serveSettings(ipc, settings, locksOf(policy), () => {
    clusters.applySettings()
    notifications.applySettings()
    void drafts.applySettings()
    desktop.setTheme(settings.read().theme)
  })
  const { tellMenuChosen, savePages, reportFault } = serveApplication(ipc, {
    facts: { version, platform: desktopPlatform(given.platform), home: given.home, files, notices },
    mayShow: (path) => written.has(path) || Object.values(files).includes(path),
    // A file that doesn't exist yet will be in this folder.
    showInFolder: (path) => desktop.showInFolder(existsSync(path) ? path : userData),
    copyText: desktop.copyText,
    thirdParty: () => readThirdParty(given.thirdParty),
    logFault: log.fault,
  })
  snapshots.start()
  return {
    tellAsked,
    tellCredential: askedCredential.ask,
    tellReview: snapshots.ask,
    tellMenuChosen,
    isWriting: ipc.isWriting,
    savePages,
    reportFault,
    /** Call before the application ends. */
    finish: async (): Promise<void> => {
      notifications.stop()
      await Promise.all([secretClipboard.end(), drafts.end(), snapshots.end()])
      await sandbox.close()
      await settings.settled()
    },
  }
}

export type Composed = ReturnType<typeof compose>

const csvDownload = { title: 'Download CSV', filter: { name: 'CSV', extension: 'csv' } }

const desktopPlatform = (platform: NodeJS.Platform) =>
  platform === 'darwin' || platform === 'win32' ? platform : 'linux'
