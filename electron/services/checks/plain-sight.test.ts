import { expect, it } from 'vitest'
import { statusOf, table } from '../../kube/testing/kube-samples.ts'
import { sendJson, type Answer } from '../../kube/testing/loopback-server.ts'
import { lookInPlainSight } from './plain-sight.ts'
import { closeAfterEach, connect, serve as serveAnswers } from '../../kube/testing/open-for-test.ts'

closeAfterEach()

const text = 'FAKE-in-plain-sight'
/** A list as the API sends it for a Table with whole objects. */
const listOf = (...objects: object[]) => table(objects.map((object) => ({ cells: [], object })))

/** Looks for one value in a namespace of a server with these answers. */
async function look(pods: Parameters<typeof sendJson>[1], configMaps: [json: object, status: number]) {
  const answer: Answer = (_, response, url) => {
    if (url.pathname === '/api/v1/namespaces/team/pods') sendJson(response, pods)
    else sendJson(response, ...configMaps)
  }
  const server = await serveAnswers(answer)
  const connection = connect(server.url)
  const { signal } = new AbortController()
  const values = [{ uid: 'u-1', key: 'Password', text }]
  return lookInPlainSight(connection, { namespace: 'team', values, signal })
}

it('reports each place of a value once, and what can’t be listed', async () => {
  const container = {
    name: 'main',
    image: 'a',
    env: [{ name: 'PASSWORD', value: `is ${text}` }],
    args: [text],
  }
  const podOf = (name: string, ...containers: object[]) => ({
    metadata: { name, namespace: 'team' },
    spec: { containers },
  })
  const pods = listOf(podOf('train', container), podOf('serve', container), podOf('idle'))
  const { findings, unchecked } = await look(pods, [statusOf(403, 'Forbidden', 'no'), 403])
  const [finding, ...others] = findings.get('u-1') ?? []
  expect(others).toEqual([])
  expect(finding).toMatchObject({ code: 'value-in-pod', key: 'Password', places: { count: 2 } })
  expect(unchecked).toMatchObject([{ what: 'configmaps', failure: { code: 'forbidden' } }])
})

it('reports nothing for a kind that the cluster does not serve, or that is empty', async () => {
  const { findings, unchecked } = await look(listOf(), [statusOf(404, 'NotFound', 'no'), 404])
  expect([...findings]).toEqual([])
  expect(unchecked).toEqual([])
  const other = { metadata: { name: 'notes', namespace: 'team' }, data: { note: 'something else' } }
  expect(await look(listOf(), [listOf(other), 200])).toEqual({ findings: new Map(), unchecked: [] })
})
