import { isExpiring } from '../../../shared/expiry.ts'
import type { ClusterService } from '../cluster/cluster-service.ts'
import type { SettingsStore } from '../settings/settings.ts'

/** The badge follows changes, dates and closed clusters within this time. */
const lookMilliseconds = 60_000

interface Deps {
  clusters: Pick<ClusterService, 'opened' | 'isOpen' | 'onChange'>
  settings: Pick<SettingsStore, 'read'>
  /** Shows a number on the application’s icon; 0 removes it. Does nothing if the system has no badges. */
  setBadge: (count: number) => void
}

/** Counts the expired and soon expiring credentials of the open clusters on the application’s icon, if turned on. */
export function createBadge({ clusters, settings, setBadge }: Deps) {
  const ending = new AbortController()
  const contexts = new Set<string>()
  let timer: NodeJS.Timeout | null = null
  let shown = 0

  function show(count: number): void {
    if (count === shown) return
    shown = count
    setBadge(count)
  }

  /** Two contexts can show the same cluster, so that credentials are counted by uid. */
  function count(): number {
    const { showBadge, expiryDays } = settings.read()
    if (!showBadge) return 0
    const found = new Set<string>()
    for (const context of contexts) {
      if (!clusters.isOpen(context)) continue
      const { list, connection } = clusters.opened(context)
      const asOf = connection.time.now()
      for (const { uid, expiresAt } of list.credentials()) {
        if (isExpiring(expiresAt, asOf, expiryDays)) found.add(uid)
      }
    }
    return found.size
  }

  const look = () => show(count())
  const wantedNow = () => {
    const { showBadge, expiryDays } = settings.read()
    return JSON.stringify([showBadge, expiryDays])
  }
  let wanted = wantedNow()

  return {
    start(): void {
      clusters.onChange((context, { kind }) => {
        contexts.add(context)
        if (kind === 'listed') look()
      }, ending.signal)
      timer = setInterval(look, lookMilliseconds)
      timer.unref()
    },
    /** Call after the settings have changed. Counting goes through all credentials, so only its own settings count. */
    applySettings(): void {
      const next = wantedNow()
      if (next === wanted) return
      wanted = next
      look()
    },
    stop(): void {
      ending.abort()
      if (timer !== null) clearInterval(timer)
      show(0)
    },
  }
}
