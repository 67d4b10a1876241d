import type { ServerResponse } from 'node:http'
import { describe, expect, it } from 'vitest'
import { followWorld, serveWorld } from '../testing/followed-world.ts'
import { statusOf, tableRow, watchLine } from '../testing/kube-samples.ts'
import { sendJson, until } from '../testing/loopback-server.ts'
import { closeAfterEach } from '../testing/open-for-test.ts'

closeAfterEach()

/** A world behind a proxy that holds back the response headers of every watch until its first event. */
async function behindHoldingProxy(speed: number) {
  const { state, server } = await serveWorld()
  const held: ServerResponse[] = []
  state.instead = ({ isWatch, url, response }) => {
    if (!isWatch) return false
    state.from.push(url.searchParams.get('resourceVersion'))
    held.push(response)
    return true
  }
  const following = followWorld(server.url, speed)
  const tell = (line: string) => {
    held.at(-1)!.writeHead(200, { 'content-type': 'application/json' })
    held.at(-1)!.write(line)
  }
  return { ...following, health: following.state, state, server, held, tell }
}

describe('a proxy that holds back the head of a watch until the first event', () => {
  it('leaves the list live for minutes, and the event is reported when it comes', async () => {
    const { state, held, tell, told, states } = await behindHoldingProxy(1000)
    // More than six minutes on its clock: the watch was reopened twice.
    await until(() => held.length === 3)
    expect(states()).toEqual(['listing', 'live'])
    expect([state.lists, state.from]).toEqual([1, ['2', '2', '2']])
    tell(watchLine('ADDED', tableRow('c', '3')))
    await until(() => told.includes('change c@3'))
    expect(states()).toEqual(['listing', 'live'])
  })

  it('is noticed soon if the cluster is gone', async () => {
    const { state, server, healths, health } = await behindHoldingProxy(50)
    await until(() => health() === 'live')
    state.instead = ({ response }) => {
      response.destroy()
      return true
    }
    server.cut()
    await until(() => health() === 'reconnecting')
    expect(healths.at(-1)).toMatchObject({ failure: { code: 'connection-cut' } })
  })

  it('does not hide that the watch is refused', async () => {
    const { state, held, states } = await behindHoldingProxy(200)
    await until(() => held.length === 1)
    state.instead = ({ isWatch, response }) => {
      if (isWatch) sendJson(response, statusOf(403, 'Forbidden', 'words'), 403)
      return isWatch
    }
    sendJson(held[0]!, statusOf(403, 'Forbidden', 'words'), 403)
    await until(() => states().includes('failed'))
  })
})
