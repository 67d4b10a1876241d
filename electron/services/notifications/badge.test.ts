import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ClusterMessage } from '../../../shared/contract/cluster.ts'
import { credentialOf } from '../../../shared/credential.fixture.ts'
import type { OpenCluster } from '../cluster/open-cluster.ts'
import { createBadge } from './badge.ts'
import { chosenSettings } from './notifications.fixture.ts'

const day = 86_400_000
const noon = new Date(2026, 10, 20, 12).getTime()
const at = (time: number) => new Date(time).toISOString().replace('.000Z', 'Z')
const listed: ClusterMessage = { kind: 'listed', asOf: '', namespacesStandIn: false, clockAhead: 0 }

beforeEach(() => void vi.useFakeTimers({ now: noon }))
afterEach(() => void vi.useRealTimers())

/** An application with two contexts, both of which show the same cluster. */
function makeBadge({ isOn = true } = {}) {
  const rows = [
    credentialOf('old', { expiresAt: at(noon - day) }),
    credentialOf('soon', { expiresAt: at(noon + 3 * day) }),
    credentialOf('later', { expiresAt: at(noon + 14 * day + 30_000) }),
    credentialOf('never', { expiresAt: null }),
  ]
  const settings = chosenSettings()
  settings.chosen.showBadge = isOn
  const closed = new Set<string>()
  let looks = 0
  const shown: number[] = []
  let tell: (context: string, message: ClusterMessage) => void = () => undefined
  const badge = createBadge({
    clusters: {
      opened: () =>
        ({
          list: { credentials: () => (looks++, rows) },
          connection: { time: { now: () => Date.now() } },
        }) as unknown as OpenCluster,
      isOpen: (context) => !closed.has(context),
      onChange: (listener) => void (tell = listener),
    },
    settings,
    setBadge: (count) => void shown.push(count),
  })
  badge.start()
  return {
    badge,
    settings,
    closed,
    shown,
    looks: () => looks,
    tellListed: (context: string) => tell(context, listed),
  }
}

test('counts what has expired and what will soon, once for two contexts of a cluster', () => {
  const { shown, tellListed } = makeBadge()
  tellListed('one')
  tellListed('two')
  expect(shown).toEqual([2])
})

test('isn’t shown unless it is turned on, and is removed when it is turned off', () => {
  const { badge, settings, shown, tellListed } = makeBadge({ isOn: false })
  tellListed('one')
  vi.advanceTimersByTime(10 * 60_000)
  expect(shown).toEqual([])
  settings.chosen.showBadge = true
  badge.applySettings()
  settings.chosen.showBadge = false
  badge.applySettings()
  expect(shown).toEqual([3, 0])
})

test('follows the time and closed clusters by itself', () => {
  const { closed, shown, tellListed } = makeBadge()
  tellListed('one')
  vi.advanceTimersByTime(60_000)
  expect(shown).toEqual([2, 3])
  closed.add('one')
  vi.advanceTimersByTime(60_000)
  expect(shown).toEqual([2, 3, 0])
})

test('is removed at the end, and nothing runs afterwards', () => {
  const { badge, shown, tellListed } = makeBadge()
  tellListed('one')
  badge.stop()
  expect(shown).toEqual([2, 0])
  expect(vi.getTimerCount()).toBe(0)
})

test('is counted again for its own settings only, since that goes through all credentials', () => {
  const { badge, settings, looks, tellListed } = makeBadge()
  tellListed('one')
  settings.chosen.showBadge = true
  settings.chosen.notifyRuns = false
  badge.applySettings()
  expect(looks()).toBe(1)
  settings.chosen.expiryDays = 30
  badge.applySettings()
  expect(looks()).toBe(2)
})
