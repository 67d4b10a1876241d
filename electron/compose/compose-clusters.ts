import { sandboxContext, type SandboxVersion } from '../../shared/sandbox.ts'
import { systemClock } from '../base/clock.ts'
import { readBounds } from '../kube/core/bounds.ts'
import type { createIpc } from '../ipc/handle.ts'
import { createLazySandbox } from '../sandbox/lazy-sandbox.ts'
import { sandboxServer } from '../sandbox/sandbox-server.ts'
import { createClusterAccess } from '../services/cluster/cluster-access.ts'
import { createClusterService } from '../services/cluster/cluster-service.ts'
import { createConnectionConsent } from '../services/contexts/connection-consent.ts'
import { createConsent } from '../services/contexts/consent.ts'
import { createContextsService } from '../services/contexts/contexts-service.ts'
import { createLoginShellEnvironment } from '../services/contexts/login-shell-environment.ts'
import { sandboxContextAt } from '../services/contexts/sandbox-context.ts'
import type { Log } from '../services/log.ts'
import type { OwnFiles } from '../services/own-files.ts'
import type { SettingsStore } from '../services/settings/settings.ts'
import { createChosenFiles } from '../services/wizard/chosen-files.ts'
import type { Platform } from './platform.ts'

/** What every service needs, and the IPC that serves it to the window. */
export interface Ground {
  ipc: ReturnType<typeof createIpc>
  log: Log
  files: OwnFiles
  settings: SettingsStore
}

export type Clusters = ReturnType<typeof composeClusters>

/** Builds the contexts, the sandbox, and the access to clusters. */
export function composeClusters(given: Platform, { log, files, settings }: Ground) {
  const { version, desktop } = given
  const sandboxVersion = () => settings.read().sandboxVersion
  const sandbox = createLazySandbox({ file: files.sandbox, version: sandboxVersion })
  sandbox.onProblems(({ reading, writing }) =>
    log.entry({ event: 'sandbox:file', code: writing?.reason ?? reading?.reason ?? 'ok' }),
  )
  const environment = createLoginShellEnvironment(given)
  const contexts = createContextsService({
    asked: given.asked,
    environment,
    home: given.home,
    platform: given.platform,
    chooseKubeconfig: desktop.chooseKubeconfig,
    lastContext: () => settings.read().lastContext,
    recentFiles: {
      read: () => settings.read().recentKubeconfigs,
      keep: async (recentKubeconfigs) => void (await settings.change({ recentKubeconfigs })),
    },
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
  const connectionConsent = createConnectionConsent()
  return { environment, sandbox, contexts, access, clusters, chosenFiles, connectionConsent }
}

/** Saves the version that the sandbox is reset to, if it changed. */
export const keepSandboxVersion = (settings: SettingsStore) => async (sandboxVersion: SandboxVersion) => {
  if (sandboxVersion !== settings.read().sandboxVersion) await settings.change({ sandboxVersion })
}
