import { describe, expect, it } from 'vitest'
import { followWorld, serveWorld } from '../testing/followed-world.ts'
import type { World } from '../testing/followed-world.ts'
import { statusOf, tableRow, watchLine } from '../testing/kube-samples.ts'
import { sendJson, until } from '../testing/loopback-server.ts'
import { closeAfterEach } from '../testing/open-for-test.ts'

closeAfterEach()

/** An informer of a list with a@990 and b@995, whose reports so far are discarded. */
async function followed() {
  const { state, server } = await serveWorld()
  state.rows = [
    ['a', '990'],
    ['b', '995'],
  ]
  state.version = '995'
  const following = followWorld(server.url)
  await until(() => state.watches.length === 1 && following.state() === 'live')
  following.told.length = 0
  return { ...following, health: following.state, state, server }
}

/** Restores an older backup, in which a and c have later versions. */
function restore(state: World, version = '500') {
  state.rows = [
    ['a', '400'],
    ['c', '450'],
  ]
  state.version = version
}

const restored = ['change a@400', 'change c@450', 'gone b']

describe('a store that was restored from an older backup', () => {
  it('is what a refresh shows, and the watch goes on from there', async () => {
    const { state, told, states, refresh } = await followed()
    restore(state)
    refresh()
    await until(() => state.watches.length === 2)
    expect(told).toEqual([...restored, 'listed 500'])
    expect(state.from).toEqual(['995', '500'])
    expect([state.lists, states()]).toEqual([2, ['listing', 'live']])
    state.watches[1]!.write(
      watchLine('MODIFIED', tableRow('a', '501')) + watchLine('ADDED', tableRow('d', '502')),
    )
    await until(() => told.includes('change d@502'))
    expect(told).toContain('change a@501')
  })

  it('is what a refresh shows also where its versions have grown past the old ones', async () => {
    const { state, told, refresh } = await followed()
    restore(state, '1000')
    refresh()
    await until(() => told.includes('listed 1000'))
    expect(told).toEqual([...restored, 'listed 1000'])
  })

  it.each([
    ['ends', (state: World) => state.watches[0]!.end(watchLine('BOOKMARK', tableRow('', '996')))],
    ['is cut', (state: World) => state.watches[0]!.destroy()],
  ])('is seen without a refresh as soon as the watch %s', async (_, end) => {
    const { state, told } = await followed()
    restore(state)
    end(state)
    await until(() => state.watches.length === 2)
    expect(told).toEqual([...restored, 'listed 500'])
    expect(state.from).toEqual(['995', '500'])
  })

  it('is seen after an outage also where its versions have grown past the old ones', async () => {
    const { state, server, told, states } = await followed()
    restore(state, '1000')
    let refusals = 3
    state.instead = ({ response }) => {
      refusals -= 1
      if (refusals >= 0) sendJson(response, statusOf(503, 'ServiceUnavailable', 'starting'), 503)
      return refusals >= 0
    }
    server.cut()
    await until(() => state.watches.length === 2)
    expect(told).toEqual([...restored, 'listed 1000'])
    expect(states()).not.toContain('failed')
  })

  it('is seen where the watch from the old version reports nothing, not even its head', async () => {
    const { state, told, server } = await followed()
    let isHeld = true
    state.instead = ({ isWatch }) => {
      if (isWatch && isHeld) restore(state)
      return isWatch && isHeld
    }
    server.cut()
    await until(() => told.includes('listed 500'))
    isHeld = false
    expect(told).toEqual([...restored, 'listed 500'])
    await until(() => state.watches.length === 2)
    expect(state.from.at(-1)).toBe('500')
  })
})

describe('versions that aren’t numbers', () => {
  it('leave a watch where it was', async () => {
    const { state, told } = await followed()
    state.version = 'x'
    state.watches[0]!.end(watchLine('BOOKMARK', tableRow('', 'y')))
    await until(() => state.watches.length === 2)
    expect([state.from.at(-1), told]).toEqual(['y', []])
  })
})
