import { systemClock } from '../base/clock.ts'
import { serveValues } from '../ipc/values-ipc.ts'
import type { SitePolicy } from '../services/settings/site-policy.ts'
import { createSecretClipboard, type SecretClipboard } from '../services/values/secret-clipboard.ts'
import { createValues } from '../services/values/values-service.ts'
import type { Clusters, Ground } from './compose-clusters.ts'
import type { Platform } from './platform.ts'

/** Builds and serves what shows and copies values; returns the clipboard, which must be cleared at the end. */
export function composeValues(
  { desktop }: Platform,
  { ipc, settings }: Ground,
  { clusters, connectionConsent }: Clusters,
  policy: SitePolicy,
): SecretClipboard {
  const clipboard = createSecretClipboard(desktop.secretClipboard, systemClock)
  const values = createValues({
    opened: clusters.opened,
    requireSafe: connectionConsent.require,
    ...{ settings, clipboard },
    policyFile: policy.values.canRevealValues === false ? policy.file : '',
  })
  serveValues(ipc, values)
  return clipboard
}
