import type { Scenario } from './scenarios.ts'
import { metadataOf, secret } from './steps.ts'
import { asPartialList, asTable } from './worlds.ts'

/** Lists of what changes meanwhile. */
export const listFlows: Scenario[] = [
  {
    name: 'pages show one moment of the cluster, whatever happens meanwhile',
    run: async ({ post, patch, remove, get }) => {
      for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g'])
        await post(secret(name, { labels: { n: name } }))
      const first = metadataOf(await get('?limit=3'))
      await remove('d')
      await patch('e', { metadata: { labels: { n: 'changed' } } })
      await post(secret('ee'))
      const second = metadataOf(await get(`?limit=2&continue=${first.continue ?? ''}`, asTable))
      await get(`?continue=${second.continue ?? ''}`)
      await get(`?limit=100&continue=${first.continue ?? ''}&labelSelector=n%20in%20(e,g)`, asPartialList)
      await get('')
    },
  },
  {
    name: 'a page may be the last one and yet be followed by an empty one',
    run: async ({ post, get }) => {
      for (const name of ['a', 'b', 'c']) await post(secret(name, { labels: { n: name } }))
      const { continue: token = '' } = metadataOf(await get('?limit=1&labelSelector=n=a'))
      await get(`?limit=1&labelSelector=n=a&continue=${token}`)
      await get('?limit=3')
      await get('?limit=2&fieldSelector=type=Opaque')
    },
  },
  {
    name: 'an earlier version can be listed exactly',
    run: async (stage) => {
      const { post, remove, get } = stage
      await post(secret('a'))
      const { resourceVersion } = metadataOf(await post(secret('b')))
      await remove('a')
      await post(secret('c'))
      await get(`?resourceVersion=${resourceVersion}&resourceVersionMatch=Exact`)
      await get(`?resourceVersion=${resourceVersion}&limit=10`)
      await get(`?resourceVersion=${resourceVersion}&resourceVersionMatch=NotOlderThan&limit=10`)
    },
  },
  {
    name: 'a list from the cache is as new as it was asked to be',
    run: async ({ post, patch, remove, get }) => {
      await post(secret('a'))
      await post(secret('b'))
      await patch('b', { metadata: { labels: { n: 'b' } } })
      const { resourceVersion } = metadataOf(await remove('a'))
      const notOlder = `&resourceVersionMatch=NotOlderThan`
      await post(secret('c', { labels: { n: 'c' } }))
      // One object each, since the server's cache has no order.
      for (const name of ['a', 'b', 'c'])
        await get(`?labelSelector=n=${name}&resourceVersion=${resourceVersion}${notOlder}`, asTable)
      await get('?resourceVersion=0&includeObject=None&fieldSelector=metadata.name=None', asTable)
    },
  },
  {
    name: 'secrets of all namespaces are listed with the others',
    run: async ({ post, ask, namespace }) => {
      await post(secret('a', { labels: { everywhere: namespace } }))
      await post(secret('b', { labels: { everywhere: namespace } }))
      const path = `/api/v1/secrets?labelSelector=everywhere%3D${namespace}`
      await ask({ method: 'GET', path })
      await ask({ method: 'GET', path: `${path}&limit=10`, accept: asTable })
      await ask({ method: 'GET', path: `/api/v1/secrets?fieldSelector=metadata.namespace=${namespace}` })
      await ask({
        method: 'GET',
        path: `/api/v1/secrets?fieldSelector=metadata.namespace=${namespace},metadata.name=a`,
      })
    },
  },
]
