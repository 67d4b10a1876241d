import { serveRegistry } from '../ipc/registry-ipc.ts'
import { createRegistry } from '../services/registry/registry-service.ts'
import type { SitePolicy } from '../services/settings/site-policy.ts'
import type { Clusters, Ground } from './compose-clusters.ts'
import type { Platform } from './platform.ts'

/** Builds and serves the requests to registries. */
export function composeRegistry(
  { version, desktop }: Platform,
  { ipc, settings }: Ground,
  { clusters, connectionConsent, environment }: Clusters,
  policy: SitePolicy,
): void {
  const registry = createRegistry({
    opened: clusters.opened,
    requireSafe: connectionConsent.require,
    ...{ settings, environment, version },
    policyFile: policy.values.canTestLogins === false ? policy.file : '',
    chooseAuthoritiesFile: desktop.chooseAuthoritiesFile,
  })
  serveRegistry(ipc, registry)
}
