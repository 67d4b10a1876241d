import { createHash } from 'node:crypto'
import type { Credential } from '../../../shared/credential.ts'
import { countExpiring, isExpiring } from '../../../shared/expiry.ts'
import { expiryNotification } from '../../../shared/notification-text.ts'
import type { ClusterService } from '../cluster/cluster-service.ts'
import { csvDate } from '../csv-file-name.ts'
import type { SettingsStore } from '../settings/settings.ts'
import type { Notifier } from './notifier.ts'

/** A new day is noticed within this time while Credenza runs. */
const lookMilliseconds = 10 * 60_000
/** How many contexts are remembered. */
const mostContexts = 200

interface Deps {
  clusters: Pick<ClusterService, 'opened' | 'isOpen' | 'onChange'>
  settings: Pick<SettingsStore, 'read' | 'change'>
  notifier: Notifier
  now?: () => Date
}

/**
 * Reports expired and soon expiring credentials of each open context: when its list is complete, and when a new local
 * day begins. Reports the same only once per day, even after a restart.
 */
export function createExpiryNotices({ clusters, settings, notifier, now = () => new Date() }: Deps) {
  const ending = new AbortController()
  /** The day on which each context was last checked. */
  const looked = new Map<string, string>()
  let timer: NodeJS.Timeout | null = null

  function look(context: string): void {
    const day = csvDate(now())
    if (!clusters.isOpen(context) || looked.get(context) === day || !settings.read().notifyExpiry) return
    const { list, connection } = clusters.opened(context)
    if (list.health().state !== 'live') return
    looked.set(context, day)
    const soonDays = settings.read().expiryDays
    const asOf = connection.time.now()
    const rows = [...list.credentials()].filter(({ expiresAt }) => isExpiring(expiresAt, asOf, soonDays))
    if (rows.length > 0) tell(context, day, rows, { asOf, soonDays })
  }

  function tell(
    context: string,
    day: string,
    rows: readonly Credential[],
    { asOf, soonDays }: { asOf: number; soonDays: number },
  ): void {
    const set = hashOf(rows)
    const told = settings.read().toldExpiries
    const before = Object.hasOwn(told, context) ? told[context] : undefined
    if (before?.day === day && before.set === set) return
    const text = expiryNotification(countExpiring(rows, asOf, soonDays), soonDays, notifier.nameOf(context))
    if (!notifier.tell('notifyExpiry', text, { page: 'expiring', context })) return
    const others = Object.entries(told).filter(([name]) => name !== context)
    const toldExpiries = { ...Object.fromEntries(others.slice(1 - mostContexts)), [context]: { day, set } }
    // If it can't be written, the next start reports it again.
    settings.change({ toldExpiries }).catch(() => undefined)
  }

  return {
    start(): void {
      clusters.onChange((context, { kind }) => {
        if (kind === 'opened') looked.delete(context)
        if (kind === 'listed' || kind === 'health') look(context)
      }, ending.signal)
      timer = setInterval(() => {
        for (const context of looked.keys()) look(context)
      }, lookMilliseconds)
      timer.unref()
    },
    /** Checks the day again, for tests that start a new day. */
    lookAgain: (): void => {
      for (const context of looked.keys()) look(context)
    },
    stop(): void {
      ending.abort()
      if (timer !== null) clearInterval(timer)
    },
  }
}

/** Covers which credentials expire, and when. */
const hashOf = (rows: readonly Credential[]): string =>
  createHash('sha256')
    .update(
      rows
        .map(({ uid, expiresAt }) => `${uid} ${expiresAt}`)
        .sort()
        .join('\n'),
    )
    .digest('base64url')
