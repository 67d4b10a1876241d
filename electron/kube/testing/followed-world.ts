import type { ServerResponse } from 'node:http'
import type { Clock } from '../../base/clock.ts'
import type { InformerHealth } from '../lists/informer.ts'
import { fastClock, table, tableRow } from './kube-samples.ts'
import { sendJson, type Answer } from './loopback-server.ts'
import { connect, serve } from './open-for-test.ts'

/** A list and its watches, controlled by a test. */
export interface World {
  /** The rows of the list. */
  rows: [uid: string, version: string][]
  version: string
  /** Open watches, the newest last, and the versions they started at. */
  watches: ServerResponse[]
  from: (string | null)[]
  lists: number
  /** How often only the version of the store was requested. */
  versions: number
  /** Responds instead of the world if it returns true. */
  instead: (request: {
    isWatch: boolean
    url: URL
    response: ServerResponse
    request: Parameters<Answer>[0]
  }) => boolean
}

export async function serveWorld() {
  const state: World = {
    rows: [
      ['a', '1'],
      ['b', '2'],
    ],
    version: '2',
    watches: [],
    from: [],
    lists: 0,
    versions: 0,
    instead: () => false,
  }
  const server = await serve((request, response, url) => {
    const isWatch = url.searchParams.has('watch')
    if (state.instead({ isWatch, url, response, request })) return
    if (!isWatch) {
      if (url.searchParams.get('limit') === '1') state.versions += 1
      else state.lists += 1
      sendJson(
        response,
        table(
          state.rows.map(([uid, version]) => tableRow(uid, version)),
          { resourceVersion: state.version },
        ),
      )
      return
    }
    state.from.push(url.searchParams.get('resourceVersion'))
    state.watches.push(response)
    response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders()
  })
  return { state, server }
}

/** Follows a world's list and collects the reports, by a clock or so many times faster. */
export function followWorld(url: string, time: Clock | number = 200) {
  const connection = connect(url, {
    clock: typeof time === 'number' ? fastClock(time) : time,
    random: () => 0.5,
  })
  const abort = new AbortController()
  const told: string[] = []
  const healths: InformerHealth[] = []
  const following = connection.startInformer({
    path: '/api/v1/secrets',
    onRows: (rows, { listing }) =>
      told.push(
        ...rows.map(({ uid, resourceVersion }) => `${listing ? 'list' : 'change'} ${uid}@${resourceVersion}`),
      ),
    onRemoved: (uids) => told.push(...uids.map((uid) => `gone ${uid}`)),
    onListed: ({ resourceVersion }) => told.push(`listed ${resourceVersion}`),
    onHealth: (health) => healths.push(health),
    signal: abort.signal,
  })
  const states = () => healths.map(({ state }) => state)
  return { ...following, connection, told, healths, states, state: () => healths.at(-1)?.state, abort }
}
