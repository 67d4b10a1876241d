import { afterEach, expect, it } from 'vitest'
import type { ClusterMessage } from '../../../shared/contract/cluster.ts'
import { registeredSelectors } from '../../../shared/registration.ts'
import { sampleConnection, statusOf, table, tableRow } from '../../kube/testing/kube-samples.ts'
import { sendJson, startServer, until, type Answer } from '../../kube/testing/loopback-server.ts'
import { largeListAnswer, uidsOf } from '../../kube/testing/large-list-server.ts'
import { openList } from './open-list.ts'

const closing: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

type Response = Parameters<Answer>[1]

/** A list of a server, whose watches never send anything. */
async function openOf(answer: Answer) {
  const server = await startServer((request, response, url) => {
    if (url.searchParams.has('watch'))
      response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders()
    else answer(request, response, url)
  })
  const connection = sampleConnection(server.url)
  const end = new AbortController()
  closing.push(
    () => server.close(),
    () => connection.close(),
    () => end.abort(),
  )
  const messages: ClusterMessage[] = []
  const list = openList({
    ...{ connection, cluster: 'lab', signal: end.signal, toldBefore: [] },
    send: (message) => void messages.push(message),
    onStep: () => undefined,
    likelyNamespaces: () => ['runai'],
    projectLabel: () => 'runai/queue',
    runaiNamespace: () => 'runai',
  })
  return { server, list, messages }
}

/** A list of a user who may only read secrets in `team`. The test answers which namespaces there are. */
async function openHeld() {
  const held: Response[] = []
  const { list, messages } = await openOf((_, response, { pathname }) => {
    if (pathname === '/api/v1/namespaces') held.push(response)
    else if (pathname === '/api/v1/namespaces/team/secrets') sendJson(response, table([tableRow('one')]))
    else if (pathname.endsWith('/secrets')) sendJson(response, statusOf(403, 'Forbidden', 'no'), 403)
    else response.writeHead(404).end()
  })
  // Project names are no longer awaited, and the likely namespaces were refused.
  await until(() => held.length > 0 && list.namespaces()?.refused.length === 1)
  const answer = (json: unknown, status = 200) => {
    for (const response of held.splice(0)) sendJson(response, json, status)
  }
  const toldHealth = () =>
    messages.flatMap((message) => (message.kind === 'health' ? [message.health.state] : []))
  return { list, answer, toldHealth }
}

const namespaces = (...names: string[]) => table(names.map((name) => tableRow(name, '1', { name })))

it('reports no failure while namespaces that may be readable are still to come', async () => {
  const { list, answer, toldHealth } = await openHeld()
  expect(list.health()).toEqual({ state: 'listing' })
  answer(namespaces('runai', 'team'))
  await until(() => list.isWhole() && toldHealth().includes('live'))
  expect(list.health().state).toBe('live')
  expect(toldHealth()).not.toContain('failed')
})

it.each([
  ['there are no others', namespaces('runai'), 200],
  ['the others may not be listed', statusOf(403, 'Forbidden', 'no'), 403],
])('reports that nothing may be read once %s', async (_, json, status) => {
  const { list, answer, toldHealth } = await openHeld()
  expect(toldHealth()).not.toContain('failed')
  answer(json, status)
  await until(() => toldHealth().includes('failed'))
  expect(list.health()).toMatchObject({ state: 'failed', failure: { code: 'forbidden', verb: 'list' } })
})

it('asks for rarer labels and custom resources once they delay no rows', async () => {
  const [most = '', ...rest] = registeredSelectors
  const uids = uidsOf(600)
  const about = { minor: '20', uids, storeVersion: 7, cachedUids: uids, cacheVersion: 7 }
  const prepared: (() => void)[] = []
  const { server, list } = await openOf((request, response, url) => {
    const { pathname, searchParams } = url
    const answer = () => largeListAnswer(about)(request, response, url)
    if (pathname === '/api/v1/namespaces') sendJson(response, table([]))
    else if (pathname.startsWith('/apis/')) response.writeHead(404).end()
    else if (searchParams.get('labelSelector') === most && searchParams.has('resourceVersion'))
      prepared.push(answer)
    else answer()
  })
  await until(() => prepared.length > 0 && server.asked.some((path) => path.startsWith('/apis/')))
  const asked = () => server.asked.map((path) => new URL(path, server.url))
  const selectors = () => asked().flatMap(({ searchParams }) => searchParams.get('labelSelector') ?? [])
  expect(new Set(selectors())).toEqual(new Set([most]))
  const paths = asked().map(({ pathname }) => pathname)
  expect(paths.findIndex((path) => path.startsWith('/apis/'))).toBeGreaterThan(
    paths.indexOf('/api/v1/namespaces'),
  )
  for (const answer of prepared) answer()
  await until(() => list.isWhole())
  expect(new Set(selectors())).toEqual(new Set([most, ...rest]))
})
