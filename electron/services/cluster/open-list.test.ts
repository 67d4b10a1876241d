import { afterEach, expect, it } from 'vitest'
import type { ClusterMessage } from '../../../shared/contract/cluster.ts'
import { sampleConnection, statusOf, table, tableRow } from '../../kube/testing/kube-samples.ts'
import { sendJson, startServer, until, type Answer } from '../../kube/testing/loopback-server.ts'
import { openList } from './open-list.ts'

const closing: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

type Response = Parameters<Answer>[1]

/** A list of a user who may only read secrets in `team`. The test answers which namespaces there are. */
async function openHeld() {
  const held: Response[] = []
  const server = await startServer((_, response, url) => {
    if (url.searchParams.has('watch'))
      response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders()
    else if (url.pathname === '/api/v1/namespaces') held.push(response)
    else if (url.pathname === '/api/v1/namespaces/team/secrets') sendJson(response, table([tableRow('one')]))
    else if (url.pathname.endsWith('/secrets')) sendJson(response, statusOf(403, 'Forbidden', 'no'), 403)
    else response.writeHead(404).end()
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

it('tells no failure while namespaces that may be readable are still to come', async () => {
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
])('tells that nothing may be read once %s', async (_, json, status) => {
  const { list, answer, toldHealth } = await openHeld()
  expect(toldHealth()).not.toContain('failed')
  answer(json, status)
  await until(() => toldHealth().includes('failed'))
  expect(list.health()).toMatchObject({ state: 'failed', failure: { code: 'forbidden', verb: 'list' } })
})
