import { existsSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import type { Worker } from 'node:worker_threads'
import type { Failure } from '../shared/failure.ts'
import { sandboxContext, type SandboxVersion } from '../shared/sandbox.ts'
import { serveApplication } from './ipc/application-ipc.ts'
import { serveCluster } from './ipc/cluster-ipc.ts'
import { serveContexts } from './ipc/contexts-ipc.ts'
import { serveCredentials } from './ipc/credentials-ipc.ts'
import { serveDrafts } from './ipc/drafts-ipc.ts'
import { createIpc, type Wire } from './ipc/handle.ts'
import { serveSandbox } from './ipc/sandbox-ipc.ts'
import { serveSecrets } from './ipc/secrets-ipc.ts'
import { serveSettings } from './ipc/settings-ipc.ts'
import { serveSnapshots } from './ipc/snapshots-ipc.ts'
import { serveWizard } from './ipc/wizard-ipc.ts'
import { createKeychain } from './keychain/keychain.ts'
import type { KeychainProcess } from './keychain/messages.ts'
import { systemClock } from './base/clock.ts'
import { readBounds } from './kube/core/bounds.ts'
import { createLazySandbox } from './sandbox/lazy-sandbox.ts'
import { sandboxServer } from './sandbox/sandbox.ts'
import { createConnectionConsent } from './services/contexts/connection-consent.ts'
import { createConsent } from './services/contexts/consent.ts'
import { createContextsService } from './services/contexts/contexts-service.ts'
import { createClusterAccess } from './services/cluster/cluster-access.ts'
import { createClusterService } from './services/cluster/cluster-service.ts'
import { createListDownload } from './services/credentials/download-list.ts'
import { createDrafts } from './services/drafts/drafts-service.ts'
import { createLoginShellEnvironment } from './services/contexts/login-shell-environment.ts'
import { createLog } from './services/log.ts'
import { claimOwnFiles, ownFilesIn } from './services/own-files.ts'
import { sandboxContextAt } from './services/contexts/sandbox-context.ts'
import { createSecrets } from './services/secrets/secrets-service.ts'
import { openSettings, type SettingsStore } from './services/settings/settings.ts'
import type { FileToSave } from './services/snapshots/save-table.ts'
import { createSnapshots } from './services/snapshots/snapshots-service.ts'
import { createTakeSnapshot } from './services/snapshots/take-snapshot.ts'
import { readThirdParty } from './services/third-party.ts'
import { createChosenFiles } from './services/wizard/chosen-files.ts'
import { createWizard } from './services/wizard/wizard-service.ts'
import { createRequireScopedNamespace } from './services/writes/require-scoped-namespace.ts'
import { createRequireWritable } from './services/writes/require-writable.ts'
import { createTableEngine } from './snapshots/thread/engine.ts'

/** What the platform gives: paths, the command line, the desktop and the wire to the window. */
export interface Platform {
  version: string
  userData: string
  home: string
  environment: NodeJS.ProcessEnv
  platform: NodeJS.Platform
  /** Where the build wrote down which packages it contains. */
  thirdParty: string
  asked: { kubeconfig?: string | undefined; context?: string | undefined; review?: string[] | undefined }
  wire: Wire
  /** Starts the process that asks the keychain. */
  startKeychain: () => KeychainProcess
  /** Starts the thread of the snapshots' tables. */
  startTables: () => Worker
  desktop: {
    chooseFileToSave: (wanted: FileToSave) => Promise<string | null>
    chooseKubeconfig: () => Promise<string | null>
    /** Of a value of a new secret. */
    chooseValueFile: () => Promise<string | null>
    chooseSnapshots: () => Promise<string[]>
    chooseFolder: (folder: string | null) => Promise<string | null>
    showInFolder: (path: string) => void
    copyText: (text: string) => Promise<void>
  }
}

/** Keeps the version that the sandbox is reset to; nothing is written where it stays the same. */
const keepSandboxVersion = (settings: SettingsStore) => async (sandboxVersion: SandboxVersion) => {
  if (sandboxVersion !== settings.read().sandboxVersion) await settings.change({ sandboxVersion })
}

/** Builds every service once and serves the contract over the wire. */
export async function compose(given: Platform) {
  const { version, userData, desktop } = given
  const files = ownFilesIn(userData)
  const { saveFile } = await claimOwnFiles(userData, given.home)
  const log = createLog(files.log)
  const onUnconfirmed = () => log.entry({ event: 'settings:unconfirmed' })
  const settings = await openSettings(files.settings, undefined, onUnconfirmed)
  const notices: Failure[] = settings.problem === null ? [] : [settings.problem]
  const written = new Set<string>()

  const sandboxVersion = () => settings.read().sandboxVersion
  const sandbox = createLazySandbox({ file: files.sandbox, version: sandboxVersion })
  const contexts = createContextsService({
    asked: given.asked,
    environment: createLoginShellEnvironment(given),
    home: given.home,
    platform: given.platform,
    chooseKubeconfig: desktop.chooseKubeconfig,
    lastContext: () => settings.read().lastContext,
    consent: createConsent({ read: settings.read, change: settings.change, home: given.home }),
    sandbox: sandboxContextAt(sandboxServer),
  })
  const access = createClusterAccess({
    ...{ contexts, settings, version, log, bounds: readBounds(given.environment) },
    dispatcherOf: async (context) =>
      context === sandboxContext ? (await sandbox.open()).dispatcher : undefined,
  })
  const chosenFiles = createChosenFiles({ chooseFile: desktop.chooseValueFile, clock: systemClock })
  const clusters = createClusterService(access, chosenFiles.letGoOf)
  const onWritten = (path: string) => void written.add(path)
  const download = createListDownload({
    opened: clusters.opened,
    chooseFileToSave: (proposedName) => desktop.chooseFileToSave({ proposedName, ...csvDownload }),
    saveFile,
    onWritten,
  })
  const requireScopedNamespace = createRequireScopedNamespace(() => settings.read().runaiNamespace)
  const requireWritable = createRequireWritable(settings.read)
  const connectionConsent = createConnectionConsent()
  const wizard = createWizard({
    opened: clusters.opened,
    requireScopedNamespace,
    requireWritable,
    requireSafe: connectionConsent.require,
    files: chosenFiles,
  })
  const secrets = createSecrets({ opened: clusters.opened, requireScopedNamespace, requireWritable })

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
    saveFile,
    onWritten,
    onUnexpected: (error) => {
      const id = randomUUID()
      log.unexpected('snapshots:daily', id, error)
      return { code: 'internal', id }
    },
  })

  const keychain = createKeychain({ start: given.startKeychain, clock: systemClock })
  const drafts = createDrafts({ settings, keychain, clock: systemClock })

  const ipc = createIpc({ wire: given.wire, log })
  const { tellAsked } = serveContexts(ipc, contexts, connectionConsent)
  serveCluster(ipc, clusters)
  serveCredentials(ipc, download)
  serveSecrets(ipc, secrets)
  serveWizard(ipc, wizard)
  serveDrafts(ipc, drafts)
  serveSnapshots(ipc, snapshots)
  serveSandbox(ipc, sandbox, keepSandboxVersion(settings))
  serveSettings(ipc, settings, () => {
    clusters.applySettings()
    void drafts.applySettings()
  })
  const { tellSettingsAsked } = serveApplication(ipc, {
    facts: { version, platform: desktopPlatform(given.platform), home: given.home, files, notices },
    mayShow: (path) => written.has(path) || Object.values(files).includes(path),
    // One that is not there yet will be in this folder.
    showInFolder: (path) => desktop.showInFolder(existsSync(path) ? path : userData),
    copyText: desktop.copyText,
    thirdParty: () => readThirdParty(given.thirdParty),
  })
  void drafts.start()
  snapshots.start()
  return {
    settings,
    tellAsked,
    tellReview: snapshots.ask,
    tellSettingsAsked,
    /** What has to be done before the application ends. */
    finish: async (): Promise<void> => {
      await Promise.all([drafts.end(), snapshots.end()])
      await sandbox.close()
      await settings.settled()
    },
  }
}

const csvDownload = { title: 'Download CSV', filter: { name: 'CSV', extension: 'csv' } }

const desktopPlatform = (platform: NodeJS.Platform) =>
  platform === 'darwin' || platform === 'win32' ? platform : 'linux'
