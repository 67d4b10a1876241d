import { describe, expect, it, vi } from 'vitest'
import type { DailyState } from '../../../shared/contract/snapshots.ts'
import { failed } from '../../../shared/failure.ts'
import { createDailySnapshots } from './daily-snapshots.ts'

/** A machine whose clock the test sets; a look comes with each minute. */
function machine({
  names = [],
  contexts = ['prod'],
  folder = '/history',
}: { names?: string[]; contexts?: string[]; folder?: string | null } = {}) {
  let now = new Date(2026, 8, 27, 9, 0, 0)
  const chosen = { contexts, folder }
  const told: DailyState[] = []
  const takeSnapshot = vi.fn(() =>
    Promise.resolve({ path: '/history/x.csv', rows: 1, refused: [], namespaces: null, isUnconfirmed: false }),
  )
  vi.useFakeTimers()
  const daily = createDailySnapshots({
    chosen: () => chosen,
    keepChosen: (next) => {
      chosen.contexts = next
      return Promise.resolve()
    },
    clusterOf: (context) => Promise.resolve(`${context}/cluster`),
    takeSnapshot,
    looks: { names: () => Promise.resolve(names) },
    onTaken: (state) => told.push(state),
    onUnexpected: () => ({ code: 'internal', id: 'x' }),
    now: () => now,
  })
  const pass = async (minutes: number) => {
    now = new Date(now.getTime() + minutes * 60_000)
    await vi.advanceTimersByTimeAsync(60_000)
  }
  return { daily, takeSnapshot, told, pass, chosen }
}

describe('daily snapshots', () => {
  it('are taken once for each day, also when the machine slept over midnight', async () => {
    const { daily, takeSnapshot, told, pass } = machine()
    daily.start()
    await pass(0)
    expect(takeSnapshot).toHaveBeenCalledTimes(1)
    for (let count = 0; count < 5; count++) await pass(1)
    expect(takeSnapshot).toHaveBeenCalledTimes(1)
    await pass(20 * 60)
    expect(takeSnapshot).toHaveBeenCalledTimes(2)
    expect(told.at(-1)?.last[0]).toMatchObject({ context: 'prod', path: '/history/x.csv' })
    await daily.stop()
  })

  it('are not taken again after a restart, by the names in the folder', async () => {
    const { daily, takeSnapshot, pass } = machine({
      names: ['credentials-prod-cluster-2026-09-27-080000.csv'],
    })
    daily.start()
    await pass(1)
    expect(takeSnapshot).not.toHaveBeenCalled()
    await pass(24 * 60)
    expect(takeSnapshot).toHaveBeenCalledTimes(1)
    await daily.stop()
  })

  it('tell what failed, and try again after half an hour', async () => {
    const { daily, takeSnapshot, told, pass } = machine()
    takeSnapshot.mockRejectedValueOnce(failed('connection-refused', { server: 'https://prod' }))
    daily.start()
    await pass(0)
    expect(told.at(-1)?.last[0]).toMatchObject({ context: 'prod', failure: { code: 'connection-refused' } })
    await pass(20)
    expect(takeSnapshot).toHaveBeenCalledTimes(1)
    await pass(11)
    expect(takeSnapshot).toHaveBeenCalledTimes(2)
    await daily.stop()
  })

  it('ask nothing of a cluster that nobody chose, and nothing without a folder', async () => {
    const none = machine({ contexts: [] })
    none.daily.start()
    await none.pass(1)
    expect(none.takeSnapshot).not.toHaveBeenCalled()
    const unset = machine({ folder: null })
    unset.daily.start()
    await unset.pass(1)
    expect(unset.takeSnapshot).not.toHaveBeenCalled()
    await expect(unset.daily.keep({ context: 'prod', isOn: true })).rejects.toThrow('history-folder-unset')
    await Promise.all([none.daily.stop(), unset.daily.stop()])
  })

  it('begin as soon as a context is chosen, and end when it is no more', async () => {
    const { daily, takeSnapshot, pass, chosen } = machine({ contexts: [] })
    daily.start()
    await pass(0)
    await daily.keep({ context: 'prod', isOn: true })
    await vi.advanceTimersByTimeAsync(0)
    expect(takeSnapshot).toHaveBeenCalledTimes(1)
    await daily.keep({ context: 'prod', isOn: false })
    expect(chosen.contexts).toEqual([])
    await pass(24 * 60)
    expect(takeSnapshot).toHaveBeenCalledTimes(1)
    await daily.stop()
  })
})
