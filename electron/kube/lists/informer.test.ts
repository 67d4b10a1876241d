import { describe, expect, it } from 'vitest'
import { followWorld, serveWorld } from '../testing/followed-world.ts'
import { shiftedClock, statusOf, tableRow, watchLine } from '../testing/kube-samples.ts'
import { sendJson, until } from '../testing/loopback-server.ts'
import { closeAfterEach } from '../testing/open-for-test.ts'

closeAfterEach()

describe('following rows', () => {
  it('lists, then watches from the version of the list', async () => {
    const { state, server } = await serveWorld()
    const { told, states } = followWorld(server.url)
    await until(() => state.watches.length === 1)
    state.watches[0]!.write(
      watchLine('MODIFIED', tableRow('a', '3')) + watchLine('DELETED', tableRow('b', '4')),
    )
    await until(() => told.length === 5)
    expect(told).toEqual(['list a@1', 'list b@2', 'listed 2', 'gone b', 'change a@3'])
    expect(state.from).toEqual(['2'])
    expect(states()).toEqual(['listing', 'live'])
  })

  it('goes on from the last version that it saw, bookmarks too, when the server ends the watch', async () => {
    const { state, server } = await serveWorld()
    const { states } = followWorld(server.url)
    await until(() => state.watches.length === 1)
    state.version = '9'
    for (const [index, line] of [
      watchLine('ADDED', tableRow('c', '5')),
      watchLine('BOOKMARK', tableRow('', '9')),
    ].entries()) {
      await until(() => state.watches.length === index + 1)
      state.watches[index]!.end(line)
    }
    await until(() => state.watches.length === 3)
    expect(state.from).toEqual(['2', '5', '9'])
    expect(state.lists).toBe(1)
    expect(state.versions).toBeGreaterThanOrEqual(2)
    expect(states()).toEqual(['listing', 'live'])
  })

  // https://github.com/opendatahub-io/odh-dashboard/pull/8703 and https://github.com/vmware-tanzu/kubeapps/pull/790
  it('goes on silently after a cut by a proxy that ends quiet watches', async () => {
    const { state, server } = await serveWorld()
    const clock = shiftedClock()
    const { told, states } = followWorld(server.url, clock)
    for (const round of [1, 2, 3]) {
      await until(() => state.watches.length === round)
      // Only a watch that has told something is surely open on this side.
      state.version = String(round + 2)
      state.watches[round - 1]!.write(watchLine('ADDED', tableRow('c', state.version)))
      await until(() => told.includes(`change c@${state.version}`))
      clock.shift(30_000)
      server.cut()
    }
    await until(() => state.watches.length === 4)
    expect(states()).toEqual(['listing', 'live'])
    expect(state.lists).toBe(1)
  })

  it('reports since when it reconnects after a cut, and is live again without another list', async () => {
    const { state, server } = await serveWorld()
    // Slow enough that the watch is a short one on any machine.
    const { healths } = followWorld(server.url, 1)
    await until(() => state.watches.length === 1)
    state.version = '5'
    state.watches[0]!.write(watchLine('ADDED', tableRow('c', '5')), () => server.cut())
    await until(() => state.watches.length === 2 && healths.at(-1)?.state === 'live')
    expect(healths.map(({ state }) => state)).toEqual(['listing', 'live', 'reconnecting', 'live'])
    const [, , broken] = healths
    expect(broken).toMatchObject({ failure: { code: 'connection-cut' } })
    if (broken?.state !== 'reconnecting') throw new Error('not reconnecting')
    expect(Date.parse(broken.nextTryAt)).toBeGreaterThan(Date.parse(broken.since))
    expect(Date.parse(broken.asOf)).toBeLessThanOrEqual(Date.parse(broken.since))
    expect(state.from).toEqual(['2', '5'])
    expect(state.lists).toBe(1)
  })

  it('lists again after a 410 and reports only what differs', async () => {
    const { state, server } = await serveWorld()
    const { told, states } = followWorld(server.url)
    await until(() => state.watches.length === 1)
    state.rows = [
      ['a', '1'],
      ['c', '6'],
    ]
    state.version = '6'
    told.length = 0
    state.watches[0]!.write(
      `${JSON.stringify({ type: 'ERROR', object: statusOf(410, 'Expired', 'too old') })}\n`,
    )
    await until(() => state.watches.length === 2)
    expect(told).toEqual(['change c@6', 'gone b', 'listed 6'])
    expect(state.from).toEqual(['2', '6'])
    expect(states()).toEqual(['listing', 'live'])
  })

  it('refreshes next to the watch, which stays', async () => {
    const { state, server } = await serveWorld()
    const { told, refresh, states } = followWorld(server.url)
    await until(() => state.watches.length === 1)
    state.rows = [
      ['b', '2'],
      ['d', '8'],
    ]
    state.version = '8'
    told.length = 0
    refresh()
    refresh()
    await until(() => told.includes('listed 8'))
    expect(told).toEqual(['change d@8', 'gone a', 'listed 8'])
    expect([state.lists, state.watches.length]).toEqual([2, 1])
    expect(states()).toEqual(['listing', 'live'])
  })

  it('shows a refresh that fails, and fixes itself', async () => {
    const { state, server } = await serveWorld()
    const { refresh, healths } = followWorld(server.url)
    await until(() => state.watches.length === 1)
    let failures = 1
    state.instead = ({ isWatch, response }) => {
      if (isWatch || failures === 0) return false
      failures -= 1
      sendJson(response, statusOf(500, 'InternalError', 'words'), 500)
      return true
    }
    refresh()
    await until(() => state.watches.length === 2 && healths.at(-1)?.state === 'live')
    expect(healths.map(({ state }) => state)).toEqual(['listing', 'live', 'reconnecting', 'live'])
    expect(state.lists).toBe(2)
  })

  it('reports nothing more and holds no connection once it has ended', async () => {
    const { state, server } = await serveWorld()
    const { told, healths, abort } = followWorld(server.url)
    await until(() => state.watches.length === 1)
    const before = [told.length, healths.length]
    state.watches[0]!.write(watchLine('ADDED', tableRow('c', '5')))
    abort.abort()
    await until(() => state.watches[0]!.destroyed)
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect([told.length, healths.length]).toEqual(before)
  })
})
