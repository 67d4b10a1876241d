import { expect, it } from 'vitest'
import { usualBounds } from '../../kube/core/bounds.ts'
import { table, tableRow } from '../../kube/testing/kube-samples.ts'
import { sendJson, until } from '../../kube/testing/loopback-server.ts'
import { combineHealth } from './combine-health.ts'
import { followNamespaces } from './follow-namespaces.ts'
import { createInventory } from './inventory.ts'
import { closeAfterEach, connect, serve } from '../../kube/testing/open-for-test.ts'

closeAfterEach()

/** Follows namespaces of a server that allows reading all of them. */
async function follow(mostNamespaces: number) {
  const server = await serve((_, response, url) => {
    if (url.searchParams.has('watch')) response.writeHead(200, { 'content-type': 'application/json' })
    else sendJson(response, table([tableRow(url.pathname)]))
  })
  const connection = connect(server.url, {
    bounds: { ...usualBounds, namespaces: mostNamespaces },
  })
  const source = followNamespaces({
    connection,
    signal: new AbortController().signal,
    inventory: createInventory('c'),
    onRows: () => {},
    onListed: () => {},
    onHealth: () => {},
    refusal: { code: 'forbidden', user: 'u', verb: 'list', resource: 'secrets', namespace: '' },
  })
  const paths = () => [...new Set(server.asked.map((asked) => asked.split('?')[0]))].sort()
  return { server, source, paths }
}

it('reads a hundred namespaces of a server that has more, and says that it did not read to the end', async () => {
  const { source, paths, server } = await follow(100)
  const teams = Array.from({ length: 1000 }, (_, index) => `team-${index}`)
  source.setNamespaces(teams)
  await until(() => source.isListed())
  expect(source.progress()).toEqual({ of: 100, read: teams.slice(0, 100), refused: [] })
  expect(paths()).toHaveLength(100)
  expect(combineHealth(source.healths())).toEqual({
    state: 'failed',
    asOf: '',
    failure: { code: 'answer-too-large', server: server.url, what: 'namespaces', limit: 100 },
  })
})

it('asks for no namespace whose name Kubernetes does not allow', async () => {
  const { source, paths } = await follow(100)
  source.setNamespaces(['team', '../../nodes', 'runai; touch x #', '', 'a.b', 'x'.repeat(64)])
  await until(() => source.isListed())
  expect(paths()).toEqual(['/api/v1/namespaces/team/secrets'])
})
