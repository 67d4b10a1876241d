import type { ServerResponse } from 'node:http'
import { describe, expect, it } from 'vitest'
import { followWorld, serveWorld } from '../testing/followed-world.ts'
import { fastClock, shiftedClock, statusOf, table, tableRow, watchLine } from '../testing/kube-samples.ts'
import { sendJson, until } from '../testing/loopback-server.ts'
import { closeAfterEach, connect } from '../testing/open-for-test.ts'

closeAfterEach()

describe('following rows of a cluster that fails', () => {
  it.each([
    [401, 'Unauthorized', 'unauthorized'],
    [403, 'Forbidden', 'forbidden'],
    [404, 'NotFound', 'not-found'],
  ])('asks nothing more after a %d until the user tries again', async (code, reason, expected) => {
    const { state, server } = await serveWorld()
    state.instead = ({ response }) => {
      sendJson(response, statusOf(code, reason, 'words'), code)
      return true
    }
    const { healths, retryNow, state: health } = followWorld(server.url, 5000)
    await until(() => health() === 'failed')
    expect(healths.at(-1)).toMatchObject({ state: 'failed', asOf: '', failure: { code: expected } })
    // Several minutes on its clock.
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(server.asked).toHaveLength(1)
    state.instead = () => false
    retryNow()
    await until(() => health() === 'live')
  })

  it('keeps what it reported when it later fails permanently', async () => {
    const { state, server } = await serveWorld()
    const { healths, told } = followWorld(server.url)
    await until(() => state.watches.length === 1)
    state.instead = ({ response }) => {
      sendJson(response, statusOf(401, 'Unauthorized', 'expired'), 401)
      return true
    }
    state.watches[0]!.end(watchLine('BOOKMARK', tableRow('', '9')))
    await until(() => healths.at(-1)?.state === 'failed')
    const last = healths.at(-1)
    expect(last?.state === 'failed' && Date.parse(last.asOf)).toBeGreaterThan(0)
    expect(told).not.toContain('gone a')
  })

  it.each([429, 500, 502, 503, 504])(
    'goes on after a gateway answered %d with an HTML page for a while, cut off in between',
    async (code) => {
      const { state, server } = await serveWorld()
      const { state: health, states } = followWorld(server.url)
      await until(() => state.watches.length === 1)
      let refusals = 0
      state.instead = ({ response }) => {
        refusals += 1
        if (refusals > 6) return false
        if (refusals % 3 === 0) response.destroy()
        else if (refusals === 4) response.writeHead(code, { 'content-type': 'text/html' }).end()
        else response.writeHead(code, { 'content-type': 'text/html' }).end('<html>Bad gateway</html>')
        return true
      }
      server.cut()
      await until(() => health() === 'live' && state.watches.length === 2)
      expect(states()).not.toContain('failed')
    },
  )

  it('says that a first list is partial when it broke off after some rows', async () => {
    const { state, server } = await serveWorld()
    let isBroken = true
    state.instead = ({ isWatch, url, response }) => {
      if (isWatch) return false
      if (!isBroken) return false
      if (url.searchParams.has('continue')) {
        isBroken = false
        sendJson(response, statusOf(503, 'ServiceUnavailable', 'words'), 503)
      } else sendJson(response, table([tableRow('a', '1')], { continue: 'x' }))
      return true
    }
    const { healths, told, state: health } = followWorld(server.url)
    await until(() => health() === 'live')
    expect(healths).toMatchObject([
      { state: 'listing' },
      { state: 'partial', failure: { code: 'server-error' } },
      { state: 'listing' },
      { state: 'live' },
    ])
    expect(told).toEqual(['list a@1', 'list b@2', 'listed 2'])
  })

  it('opens a silent watch again, and calls the list stale while the new one doesn’t open', async () => {
    const { state, server } = await serveWorld()
    state.instead = ({ isWatch }) => isWatch && state.watches.length === 1
    const { states } = followWorld(server.url, 2000)
    await until(() => states().length >= 4)
    expect(states().slice(0, 4)).toEqual(['listing', 'live', 'stale', 'live'])
    expect(state.lists).toBe(1)
  })

  const deaths: [string, number, (response: ServerResponse) => void][] = [
    // A request that is cut before the response is sent twice.
    ['cuts every request', 2, (response) => void response.destroy()],
    ['answers by a load balancer only', 1, (response) => void response.writeHead(503).end('no backend')],
  ]
  it.each(deaths)(
    'asks a cluster that %s at most once in half a minute, for all lists',
    async (_, sends, die) => {
      const { state, server } = await serveWorld()
      const speed = 1000
      const connection = connect(server.url, {
        clock: fastClock(speed),
        random: () => 0,
        // A limit on that clock would be a few milliseconds on a busy machine.
        timeouts: { head: 0 },
      })
      const { signal } = new AbortController()
      let live = 0
      for (const path of ['/api/v1/secrets', '/api/v1/namespaces', '/api/v1/pods', '/api/v1/nodes']) {
        connection.startInformer({
          path,
          signal,
          onRows: () => {},
          onRemoved: () => {},
          onListed: () => {},
          onHealth: ({ state }) => (live += state === 'live' ? 1 : 0),
        })
      }
      await until(() => live === 4)
      const tries: number[] = []
      state.instead = ({ response }) => {
        tries.push(Date.now())
        die(response)
        return true
      }
      server.cut()
      const cutAt = Date.now()
      await until(() => tries.length > 60)
      const seconds = ((Date.now() - cutAt) * speed) / 1000
      // Each list tries once, then one of them after 0.25, 0.5, 1, 2, 4, 8 s and then every 30 s. When the server
      // accepts connections again, this restarts, and retries every two seconds for twenty seconds, because the server
      // may be starting.
      expect(tries.length).toBeLessThanOrEqual(sends * (4 + 6 + 14 + seconds / 30 + 1))
      state.instead = () => false
      await until(() => live >= 8)
    },
  )

  it('waits as long as the cluster asks when it is asked too much', async () => {
    const { state, server } = await serveWorld()
    let refusals = 1
    state.instead = ({ response }) => {
      if (refusals === 0) return false
      refusals -= 1
      response.writeHead(429, { 'retry-after': '100', 'content-type': 'text/plain' }).end('Too many')
      return true
    }
    const { healths, state: health } = followWorld(server.url, 1000)
    await until(() => health() === 'live')
    const waiting = healths.find(({ state }) => state === 'reconnecting')
    if (waiting?.state !== 'reconnecting') throw new Error('did not wait')
    expect(waiting.failure.code).toBe('too-many-requests')
    expect(Date.parse(waiting.nextTryAt) - Date.parse(waiting.since)).toBeGreaterThanOrEqual(100_000)
  })

  it('does not spin when a server ends every watch at once', async () => {
    const { state, server } = await serveWorld()
    let watches = 0
    state.instead = ({ isWatch, response }) => {
      if (!isWatch) return false
      watches += 1
      response.writeHead(200, { 'content-type': 'application/json' }).end()
      return true
    }
    followWorld(server.url, 20)
    await until(() => watches >= 1)
    const begun = performance.now()
    await until(() => watches >= 6)
    // By its clock it pauses for 0.5, 1, 2, 4 and 8 seconds.
    expect(performance.now() - begun).toBeGreaterThan(15_500 / 20 / 2)
  })

  // https://github.com/lensapp/lens/issues/250: old rows were shown as if they were new.
  it('keeps the time of its rows while the list after an expired watch fails again and again', async () => {
    const { state, server } = await serveWorld()
    const { healths, state: health } = followWorld(server.url)
    await until(() => health() === 'live' && state.watches.length === 1)
    state.instead = ({ response }) => {
      sendJson(response, statusOf(503, 'ServiceUnavailable', 'words'), 503)
      return true
    }
    state.watches[0]!.end(`${JSON.stringify({ type: 'ERROR', object: statusOf(410, 'Expired', 'old') })}\n`)
    await until(() => healths.filter(({ state }) => state === 'reconnecting').length > 3)
    const times = healths.map((told) => (told.state === 'reconnecting' ? told.asOf : ''))
    expect(new Set(times.filter((time) => time !== '')).size).toBe(1)
  })

  it('ends a wait at once when the user tries again', async () => {
    const { state, server } = await serveWorld()
    state.instead = ({ response }) => {
      sendJson(response, statusOf(503, 'ServiceUnavailable', 'words'), 503)
      return true
    }
    const { state: health, refresh } = followWorld(server.url, 0.001)
    await until(() => health() === 'reconnecting')
    state.instead = () => false
    refresh()
    await until(() => health() === 'live')
  })

  it.each([
    [403, 'Forbidden', 'forbidden'],
    [401, 'Unauthorized', 'unauthorized'],
  ])(
    'takes a %i as final, but not from a server that was gone a moment ago',
    async (code, reason, expected) => {
      const { state, server } = await serveWorld()
      const { healths, state: health } = followWorld(server.url, 20)
      await until(() => state.watches.length === 1)
      let answers = 0
      state.instead = ({ response }) => {
        answers += 1
        if (answers <= 4) response.destroy()
        else if (answers <= 6) sendJson(response, statusOf(code, reason, 'not ready yet'), code)
        else return false
        return true
      }
      server.cut()
      await until(() => health() === 'live' && state.watches.length === 2)
      const codes = healths.map((told) => ('failure' in told ? told.failure.code : told.state))
      expect(codes).toContain(expected)
      expect(codes).not.toContain('failed')
      expect(healths.map((told) => told.state)).not.toContain('failed')
    },
  )

  it('lists again at once whenever a version is too old, but not in a loop', async () => {
    const { state, server } = await serveWorld()
    const clock = shiftedClock()
    const { states } = followWorld(server.url, clock)
    const expire = () =>
      state.watches
        .at(-1)!
        .end(`${JSON.stringify({ type: 'ERROR', object: statusOf(410, 'Expired', 'too old') })}\n`)
    for (const round of [1, 2]) {
      await until(() => state.watches.length === round)
      clock.shift(6000)
      expire()
    }
    await until(() => state.watches.length === 3)
    expect(states()).toEqual(['listing', 'live'])
    expire()
    await until(() => state.watches.length === 4)
    expect(states()).toContain('reconnecting')
  })
})
