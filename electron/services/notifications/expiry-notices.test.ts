import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ClusterMessage } from '../../../shared/contract/cluster.ts'
import type { Credential } from '../../../shared/credential.ts'
import { credentialOf } from '../../../shared/credential.fixture.ts'
import type { OpenCluster } from '../cluster/open-cluster.ts'
import { createExpiryNotices } from './expiry-notices.ts'
import { chosenSettings, keptNotices } from './notifications.fixture.ts'

const day = 86_400_000
const noon = new Date(2026, 10, 20, 12).getTime()
const at = (time: number) => new Date(time).toISOString().replace('.000Z', 'Z')

/** An application with one open context. `ahead`: how far the cluster's clock is ahead. */
function makeNotices({ settings = chosenSettings(), ahead = 0 } = {}) {
  const rows: Credential[] = [
    credentialOf('old', { expiresAt: at(noon - day) }),
    credentialOf('soon', { expiresAt: at(noon + 3 * day) }),
    credentialOf('later', { expiresAt: at(noon + 90 * day) }),
    credentialOf('never', { expiresAt: null }),
  ]
  const state: { health: 'live' | 'listing' } = { health: 'live' }
  const listeners: ((context: string, message: ClusterMessage) => void)[] = []
  const { told, notifier, bodies } = keptNotices()
  const opened = {
    list: { credentials: () => rows, health: () => ({ state: state.health }) },
    connection: { time: { now: () => Date.now() + ahead } },
  } as unknown as OpenCluster
  const notices = createExpiryNotices({
    clusters: {
      opened: () => opened,
      isOpen: () => true,
      onChange: (listener) => void listeners.push(listener),
    },
    settings,
    notifier,
    now: () => new Date(),
  })
  notices.start()
  const live: ClusterMessage = { kind: 'health', health: { state: 'live', since: '' } }
  const listed: ClusterMessage = { kind: 'listed', asOf: '', namespacesStandIn: false, clockAhead: ahead }
  const tell = (message: ClusterMessage) => listeners.forEach((listener) => listener('prod', message))
  return {
    notices,
    settings,
    state,
    rows,
    told,
    bodies,
    tellListed: () => tell(listed),
    tellLive: () => tell(live),
  }
}

beforeEach(() => void vi.useFakeTimers({ now: noon }))
afterEach(() => void vi.useRealTimers())

test('says, once the list is complete, how many have expired and will soon, and names none', () => {
  const { told, bodies, tellLive, state } = makeNotices()
  state.health = 'listing'
  tellLive()
  expect(told).toEqual([])
  state.health = 'live'
  tellLive()
  expect(bodies()).toEqual(['prod: 1 credential has expired, 1 expires within 14 days.'])
  expect(told[0]?.target).toEqual({ page: 'expiring', context: 'prod' })
  expect(JSON.stringify(told)).not.toMatch(/"(old|soon)|Credential (old|soon)/)
})

test('reports it once a day, also after a restart, and again on the next', async () => {
  const settings = chosenSettings()
  const { bodies, tellListed, notices } = makeNotices({ settings })
  tellListed()
  tellListed()
  await vi.advanceTimersByTimeAsync(60 * 60_000)
  expect(bodies()).toHaveLength(1)
  notices.stop()
  const next = makeNotices({ settings })
  next.tellListed()
  expect(next.bodies()).toEqual([])
  await vi.advanceTimersByTimeAsync(day)
  expect(next.bodies()).toEqual(['prod: 1 credential has expired, 1 expires within 14 days.'])
})

test('reports others that expire after a restart on the same day', () => {
  const settings = chosenSettings()
  makeNotices({ settings }).tellListed()
  const next = makeNotices({ settings })
  next.rows.push(credentialOf('another', { expiresAt: at(noon + day) }))
  next.tellListed()
  expect(next.bodies()).toEqual(['prod: 1 credential has expired, 2 expire within 14 days.'])
})

test('reports nothing if nothing expires soon, and nothing if it is turned off', () => {
  const { settings, bodies, rows, tellListed } = makeNotices()
  settings.chosen.expiryDays = 2
  rows.splice(0, 1)
  tellListed()
  const off = makeNotices()
  off.settings.chosen.notifyExpiry = false
  off.tellListed()
  expect([bodies(), off.bodies()]).toEqual([[], []])
})

test('follows the cluster’s clock', () => {
  const { bodies, tellListed } = makeNotices({ ahead: 4 * day })
  tellListed()
  expect(bodies()).toEqual(['prod: 2 credentials have expired.'])
})

test('has ended at the end', async () => {
  const { notices, bodies, tellListed } = makeNotices()
  tellListed()
  notices.stop()
  await vi.advanceTimersByTimeAsync(3 * day)
  expect(bodies()).toHaveLength(1)
})
