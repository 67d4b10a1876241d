import { expect, test } from 'vitest'
import type { ClusterMessage } from '../../../shared/contract/cluster.ts'
import type { WriteOutcome } from '../../../shared/contract/secrets.ts'
import type { Failure } from '../../../shared/failure.ts'
import { createRunNotices } from './run-notices.ts'
import { followSignIns } from './sign-in-notices.ts'
import { createSnapshotNotices } from './snapshot-notices.ts'
import { keptNotices } from './notifications.fixture.ts'

const refused: Failure = { code: 'connection-refused', server: 'https://prod' }

/** A run of this duration in milliseconds with these outcomes. */
async function run(
  milliseconds: number,
  outcomes: (Failure | null)[],
  { isCancelled = false, isAway = true } = {},
) {
  const { bodies, notifier } = keptNotices({ isAway })
  let now = 0
  const passed: WriteOutcome[] = []
  const controller = new AbortController()
  const noticed = createRunNotices(notifier, () => now)(
    (_input: { context: string }, { send }: { send: (outcome: WriteOutcome) => void }) => {
      for (const failure of outcomes) send({ namespace: 'runai-a', name: 'secret-of-mine', failure })
      now += milliseconds
      if (isCancelled) controller.abort()
      return Promise.resolve()
    },
    () => 4,
  )
  await noticed(
    { context: 'prod' },
    { signal: controller.signal, send: (outcome) => void passed.push(outcome) },
  )
  return { bodies: bodies(), passed }
}

test('a long run reports how it ended, and names no secret', async () => {
  const { bodies, passed } = await run(60_000, [null, null, refused])
  expect(bodies).toEqual(['prod: 2 secrets done, 1 failed, 1 left.'])
  expect(passed.map(({ failure }) => failure)).toEqual([null, null, refused])
})

test('a short run, one that was cancelled, and one that is watched report nothing', async () => {
  expect((await run(1000, [null])).bodies).toEqual([])
  expect((await run(60_000, [null], { isCancelled: true })).bodies).toEqual([])
  expect((await run(60_000, [null], { isAway: false })).bodies).toEqual([])
})

test('a daily snapshot that fails is reported once a day for each context, however often it is tried', () => {
  const { told, bodies, notifier } = keptNotices()
  let now = new Date(2026, 10, 20, 9)
  const notice = createSnapshotNotices(notifier, () => now)
  const failedAt = (context: string, at: Date) => ({ context, at: at.toISOString(), failure: refused })
  notice({ last: [failedAt('prod', now)] })
  notice({ last: [failedAt('prod', new Date(2026, 10, 20, 10)), failedAt('lab', now)] })
  expect(bodies().map((body) => body.split(':')[0])).toEqual(['prod', 'lab'])
  // What was reported about earlier days isn't reported again.
  now = new Date(2026, 10, 21, 9)
  notice({ last: [failedAt('prod', new Date(2026, 10, 20, 10))] })
  expect(told).toHaveLength(2)
  notice({
    last: [
      failedAt('prod', now),
      { context: 'lab', at: now.toISOString(), path: '/x.csv', isUnconfirmed: false },
    ],
  })
  expect(told).toHaveLength(3)
  expect(told.every(({ target }) => target.page === 'history')).toBe(true)
})

test('a sign-in that is needed is reported once, until the cluster took one', () => {
  const { bodies, notifier } = keptNotices()
  const listeners: ((context: string, message: ClusterMessage) => void)[] = []
  const clusters = { onChange: (listener: (typeof listeners)[number]) => void listeners.push(listener) }
  followSignIns(clusters, notifier, new AbortController().signal)
  const tell = (health: (ClusterMessage & { kind: 'health' })['health']) =>
    listeners[0]?.('prod', { kind: 'health', health })
  const failed = (failure: Failure) => tell({ state: 'failed', asOf: '', failure })
  failed(refused)
  expect(bodies()).toEqual([])
  const expired: Failure = { code: 'plugin-failed', command: 'kubelogin', exitCode: 1 }
  failed(expired)
  failed(expired)
  expect(bodies()).toEqual(['prod no longer accepts your sign-in.'])
  tell({ state: 'live', since: '' })
  failed(expired)
  expect(bodies()).toHaveLength(2)
})
