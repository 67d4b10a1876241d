import { createHash } from 'node:crypto'
import type { Credential } from '../../../shared/credential.ts'
import { countExpiring, expiryClass } from '../../../shared/expiry.ts'
import { expiryNotification } from '../../../shared/notification-text.ts'
import type { ClusterService } from '../cluster/cluster-service.ts'
import { csvDate } from '../credentials/write-csv.ts'
import type { SettingsStore } from '../settings/settings.ts'
import type { Notifier } from './notifier.ts'

/** A day that begins while Credenza runs is noticed within this time. */
const lookMilliseconds = 10 * 60_000
/** Contexts that are remembered. */
const mostContexts = 200

interface Deps {
  clusters: Pick<ClusterService, 'opened' | 'isOpen' | 'onChange'>
  settings: Pick<SettingsStore, 'read' | 'change'>
  notifier: Notifier
  now?: () => Date
}

/**
 * Says what has expired and what will soon, of each context that is open: once its list is whole, and when a day of this
 * machine's calendar begins. What was told on a day already is not told again on that day, also after a restart.
 */
export function createExpiryNotices({ clusters, settings, notifier, now = () => new Date() }: Deps) {
  const ending = new AbortController()
  /** The day on which each context was looked at. */
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
    const rows = [...list.credentials()].filter(({ expiresAt }) =>
      ['expired', 'soon'].includes(expiryClass(expiresAt, asOf, soonDays)),
    )
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
    // Where it can't be written, the next start tells it again.
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
    /** Also looks at the day again, for tests of a day that begins. */
    lookAgain: (): void => {
      for (const context of looked.keys()) look(context)
    },
    stop(): void {
      ending.abort()
      if (timer !== null) clearInterval(timer)
    },
  }
}

/** Which credentials, and when they expire. */
const hashOf = (rows: readonly Credential[]): string =>
  createHash('sha256')
    .update(
      rows
        .map(({ uid, expiresAt }) => `${uid} ${expiresAt}`)
        .sort()
        .join('\n'),
    )
    .digest('base64url')
