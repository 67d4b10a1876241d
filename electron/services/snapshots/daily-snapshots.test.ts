import { describe, expect, it, vi } from 'vitest'
import type { DailyState } from '../../../shared/contract/snapshots.ts'
import { failed } from '../../../shared/failure.ts'
import { csvFileName } from '../csv-file-name.ts'
import { contextId, type ContextNames } from '../contexts/context-names.ts'
import { createDailySnapshots } from './daily-snapshots.ts'

const ofContext = (name: string): Promise<ContextNames> =>
  Promise.resolve({ name, cluster: `${name}/cluster`, user: 'me' })

/** A machine with a clock that the test sets. It checks every minute. */
function machine({
  names = [],
  contexts = ['prod'],
  folder = '/history',
  namesOf = ofContext,
}: {
  names?: string[]
  contexts?: string[]
  folder?: string | null
  namesOf?: (name: string) => Promise<ContextNames>
} = {}) {
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
    namesOf,
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
  const setClock = (to: Date) => void (now = to)
  return { daily, takeSnapshot, told, pass, chosen, setClock }
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
    expect(told.at(-1)?.last[0]).toMatchObject({
      context: 'prod',
      path: '/history/x.csv',
      isUnconfirmed: false,
    })
    await daily.stop()
  })

  it('are not taken again after a restart, by the names in the folder', async () => {
    const { daily, takeSnapshot, pass } = machine({
      names: [`credentials-prod-cluster~${contextId(await ofContext('prod'))}-2026-09-27-080000+0200.csv`],
    })
    daily.start()
    await pass(1)
    expect(takeSnapshot).not.toHaveBeenCalled()
    await pass(24 * 60)
    expect(takeSnapshot).toHaveBeenCalledTimes(1)
    await daily.stop()
  })

  it('are not taken of a context that was turned off while another one was read', async () => {
    const { daily, takeSnapshot, pass } = machine({ contexts: ['prod', 'lab'] })
    const { promise, resolve } = Promise.withResolvers<Awaited<ReturnType<typeof takeSnapshot>>>()
    takeSnapshot.mockReturnValueOnce(promise)
    daily.start()
    await pass(0)
    await daily.keep({ context: 'lab', isOn: false })
    resolve({ path: '/history/x.csv', rows: 1, refused: [], namespaces: null, isUnconfirmed: false })
    await pass(1)
    expect(takeSnapshot).toHaveBeenCalledTimes(1)
    await daily.stop()
  })

  it('report what failed, and try again after half an hour', async () => {
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

  it('go on trying when the clock was set back', async () => {
    const { daily, takeSnapshot, pass, setClock } = machine()
    takeSnapshot.mockRejectedValue(failed('connection-refused', { server: 'https://prod' }))
    daily.start()
    await pass(0)
    setClock(new Date(2026, 8, 27, 4, 0, 0))
    await pass(1)
    expect(takeSnapshot).toHaveBeenCalledTimes(2)
    await pass(1)
    expect(takeSnapshot).toHaveBeenCalledTimes(2)
    await pass(31)
    expect(takeSnapshot).toHaveBeenCalledTimes(3)
    await daily.stop()
  })

  it('are taken of every context, however alike clusters, users and names are', async () => {
    const long = 'c'.repeat(90)
    const all: ContextNames[] = [
      { name: 'a', cluster: `${long}1`, user: 'me' },
      { name: 'b', cluster: `${long}2`, user: 'me' },
      { name: 'c', cluster: 'team/gpu', user: 'me' },
      { name: 'd', cluster: 'team:gpu', user: 'me' },
      { name: 'e', cluster: 'team:gpu', user: 'other' },
      { name: 'f', cluster: 'team:gpu', user: 'other' },
      { name: 'constructor', cluster: '__proto__', user: '' },
    ]
    const names: string[] = []
    const { daily, takeSnapshot, pass } = machine({
      contexts: all.map(({ name }) => name),
      names,
      namesOf: (name) =>
        Promise.resolve(all.find((each) => each.name === name) ?? { name, cluster: '', user: '' }),
    })
    takeSnapshot.mockImplementation(((request: { context: string; contextId: string }) => {
      const { cluster = '' } = all.find(({ name }) => name === request.context) ?? {}
      const name = csvFileName(cluster, new Date(2026, 8, 27, 9), request.contextId)
      expect(names).not.toContain(name)
      names.push(name)
      return Promise.resolve({
        path: `/history/${name}`,
        rows: 1,
        refused: [],
        namespaces: null,
        isUnconfirmed: false,
      })
    }) as unknown as () => never)
    daily.start()
    await pass(0)
    expect(takeSnapshot).toHaveBeenCalledTimes(all.length)
    await daily.stop()
    // Another run on the same day finds all of them.
    const again = machine({
      contexts: all.map(({ name }) => name),
      names,
      namesOf: (name) =>
        Promise.resolve(all.find((each) => each.name === name) ?? { name, cluster: '', user: '' }),
    })
    again.daily.start()
    await again.pass(1)
    expect(again.takeSnapshot).not.toHaveBeenCalled()
    await again.daily.stop()
  })

  it('ask only clusters that were chosen, and nothing without a folder', async () => {
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

  it('begin as soon as a context is chosen, and end when it no longer is', async () => {
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
