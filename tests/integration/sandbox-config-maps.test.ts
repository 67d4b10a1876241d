import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { useCluster } from '../cluster/use-cluster.ts'
import { createNormaliser } from './sandbox/normal.ts'
import {
  asTable,
  isFollowed,
  makeNamespaces,
  merge,
  randomName,
  realWorld,
  sandboxWorld,
} from './sandbox/worlds.ts'
import type { Ask, Reply, World } from './sandbox/worlds.ts'

/** ConfigMaps, in which a check searches for values of secrets. */

const cluster = useCluster()
const namespace = randomName('maps')
const path = `/api/v1/namespaces/${namespace}/configmaps`
let real: World
let sandbox: World

beforeAll(async () => {
  real = await realWorld(cluster.adminKubeconfig)
  sandbox = await sandboxWorld()
  await makeNamespaces([real, sandbox], namespace, cluster)
})
afterAll(async () => {
  await real.close()
  await sandbox.close()
})

async function expectAlike(...asked: Ask[]): Promise<Reply[]> {
  const tell = async (world: World) => {
    const replies: Reply[] = []
    for (const ask of asked) replies.push(await world.ask(ask))
    const normaliser = createNormaliser()
    return { replies, told: replies.map(({ status, body }) => normaliser.normal({ status, seen: body })) }
  }
  const [mine, theirs] = await Promise.all([tell(sandbox), tell(real)])
  expect(mine.told).toEqual(theirs.told)
  return mine.replies
}
const post = (body: object, query = ''): Ask => ({ method: 'POST', path: `${path}${query}`, body })
const patch = (name: string, body: object): Ask => ({
  ...{ method: 'PATCH', path: `${path}/${name}`, contentType: merge, body },
})
const get = (at = '', accept?: string): Ask => ({
  ...{ method: 'GET', path: `${path}${at}` },
  ...(accept === undefined ? {} : { accept }),
})
const base64 = (text: string) => Buffer.from(text).toString('base64')

describe.runIf(isFollowed(cluster))('a ConfigMap', () => {
  const creations: Record<string, object> = {
    'without anything': {},
    'with text and bytes': { data: { b: '2', a: 'ä' }, binaryData: { c: base64('\u0001') } },
    'with empty data': { data: {}, binaryData: {}, immutable: false },
    'with an empty text': { data: { empty: '' } },
    'with a key in both': { data: { k: 'x' }, binaryData: { k: base64('y') } },
    'with bad keys': { data: { 'a b': 'x' }, binaryData: { 'c/d': base64('y') } },
    'with bytes that are none': { binaryData: { k: '%' } },
    'with a number for a text': { data: { k: 7 } },
    'with a list for its data': { data: ['x'] },
    'of exactly a mebibyte': { data: { k: 'ä'.repeat(512 * 1024) } },
    'of more than a mebibyte': { data: { k: 'x'.repeat(1024 * 1024) }, binaryData: { l: base64('x') } },
    'of another kind': { kind: 'Secret' },
  }
  it.each(Object.entries(creations))('is made or refused alike: one %s', async (_, parts) => {
    await expectAlike(post({ metadata: { name: 'tried', labels: { a: '1' } }, ...parts }, '?dryRun=All'))
  })

  it('is made, changed, read, listed and deleted alike', async () => {
    const replies = await expectAlike(
      post({ metadata: { name: 'one' }, data: { a: 'x' }, binaryData: { b: base64('y') } }),
      post({ metadata: { name: 'one' } }),
      patch('one', { data: { a: null, c: 'z' } }),
      patch('one', { data: { b: 'in both' } }),
      get('/one'),
      get('?limit=5', asTable),
      get('?includeObject=Object&limit=5', asTable),
      get('?fieldSelector=metadata.name%3Dother'),
      get('?fieldSelector=data%3Dx'),
      { method: 'DELETE', path: `${path}/one` },
      get('/one'),
    )
    expect(replies.map(({ status }) => status)).toEqual([
      201, 409, 200, 422, 200, 200, 200, 200, 400, 200, 404,
    ])
  })

  it('that is immutable keeps its data alike', async () => {
    const replies = await expectAlike(
      post({
        metadata: { name: 'fixed' },
        ...{ immutable: true, data: { a: 'x' }, binaryData: { b: base64('y') } },
      }),
      patch('fixed', { data: { a: 'y' } }),
      patch('fixed', { binaryData: { b: base64('z') } }),
      patch('fixed', { immutable: null }),
      patch('fixed', { metadata: { labels: { x: 'y' } } }),
    )
    expect(replies.map(({ status }) => status)).toEqual([201, 422, 422, 422, 200])
  })

  it('goes with its namespace', async () => {
    const own = randomName('maps')
    await makeNamespaces([real, sandbox], own, cluster)
    const at = `/api/v1/namespaces/${own}/configmaps`
    await expectAlike(
      { method: 'POST', path: at, body: { metadata: { name: 'one' } } },
      { method: 'GET', path: at },
    )
  })
})
