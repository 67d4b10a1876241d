import { serveLife } from '../ipc/life-ipc.ts'
import { serveSecrets } from '../ipc/secrets-ipc.ts'
import { serveWizard } from '../ipc/wizard-ipc.ts'
import { createLife } from '../services/life/life-service.ts'
import { createSecrets } from '../services/secrets/secrets-service.ts'
import { createWizard } from '../services/wizard/wizard-service.ts'
import { createRequireScopedNamespace } from '../services/writes/require-scoped-namespace.ts'
import { createRequireWritable } from '../services/writes/require-writable.ts'
import type { Clusters, Ground } from './compose-clusters.ts'

/** Builds and serves what changes a cluster, with what each change asks first. */
export function composeWrites({ ipc, settings }: Ground, built: Clusters): void {
  const { clusters, chosenFiles, connectionConsent } = built
  const opened = clusters.opened
  const requireScopedNamespace = createRequireScopedNamespace(() => settings.read().runaiNamespace)
  const requireWritable = createRequireWritable(settings.read)
  const wizard = createWizard({
    ...{ opened, requireScopedNamespace, requireWritable, files: chosenFiles },
    requireSafe: connectionConsent.require,
  })
  serveWizard(ipc, wizard)
  serveSecrets(ipc, createSecrets({ opened, requireScopedNamespace, requireWritable }))
  serveLife(ipc, createLife({ opened, requireWritable }))
}
