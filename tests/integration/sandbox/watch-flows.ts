import type { Scenario, Stage } from './scenarios.ts'
import { hold, metadataOf, secret } from './steps.ts'
import { asPartial, asTable, type Watching } from './worlds.ts'

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Writes that a watch with the selector `w` sees in every way. */
async function moveThroughSelector({ post, patch, remove }: Stage): Promise<void> {
  await post(secret('w1'))
  await patch('w1', { metadata: { labels: { w: '1' } } })
  await patch('w1', { metadata: { labels: { w: '2' } } })
  await patch('w1', { metadata: { labels: { w: '2' } } })
  await patch('w1', { metadata: { labels: { w: null } } })
  await patch('w1', { metadata: { labels: { w: '3' } } })
  await post(secret('other', { labels: { v: '1' } }))
  await remove('w1')
}

const hasBookmark = ({ events }: Watching) =>
  events.some((event) => (event as { type: string }).type === 'BOOKMARK')

async function currentVersion({ get }: Stage): Promise<string> {
  return metadataOf(await get('?limit=1')).resourceVersion
}

/** Watches and their events. */
export const watchFlows: Scenario[] = [
  ...[undefined, asTable, asPartial].map((accept) => ({
    name: `a watch tells what comes, changes and goes, as ${accept ?? 'JSON'}`,
    run: async (stage: Stage) => {
      const version = await currentVersion(stage)
      const query = `&resourceVersion=${version}&labelSelector=w`
      const { until } = await stage.watch(query, accept)
      await moveThroughSelector(stage)
      await until(5)
    },
  })),
  {
    name: 'watches see what their selectors and namespaces take',
    run: async (stage) => {
      const version = await currentVersion(stage)
      const all = await stage.watch(`&resourceVersion=${version}`)
      const named = await stage.watch(`&resourceVersion=${version}&fieldSelector=metadata.name=w1`)
      const none = await stage.watch(`&resourceVersion=${version}&fieldSelector=type=none`)
      await moveThroughSelector(stage)
      await all.until(7)
      await named.until(6)
      await none.until(0)
    },
  },
  {
    name: 'a watch without a version begins with what is there',
    run: async ({ post, watch }) => {
      await post(secret('before'))
      const zero = await watch('&resourceVersion=0', asTable)
      const none = await watch('')
      await zero.until(1)
      await none.until(1)
      await post(secret('later'))
      await zero.until(2)
      await none.until(2)
    },
  },
  {
    name: 'a watch goes on from any version since',
    run: async ({ post, patch, remove, watch }) => {
      const { resourceVersion } = metadataOf(await post(secret('a')))
      const changed = metadataOf(await patch('a', { metadata: { labels: { x: '1' } } }))
      await remove('a')
      await post(secret('b'))
      const first = await watch(`&resourceVersion=${resourceVersion}`)
      const second = await watch(`&resourceVersion=${changed.resourceVersion}`, asTable)
      await first.until(3)
      await second.until(2)
    },
  },
  {
    name: 'a watch tells what a finalizer holds, and when it goes',
    run: async (stage) => {
      const { post, patch, remove, watch } = stage
      const { until } = await watch(`&resourceVersion=${await currentVersion(stage)}`)
      await post(secret('held', { finalizers: hold }))
      await remove('held')
      await patch('held', { metadata: { finalizers: null } })
      await until(3)
    },
  },
  {
    name: 'a dry run is not told',
    run: async (stage) => {
      const { post, patch, ask, watch, secrets } = stage
      const { until } = await watch(`&resourceVersion=${await currentVersion(stage)}`)
      await post(secret('a'), '?dryRun=All')
      await post(secret('b'))
      await patch('b', { metadata: { labels: { x: '1' } } }, '?dryRun=All')
      await ask({ method: 'DELETE', path: `${secrets}/b?dryRun=All` })
      await post(secret('c'))
      await until(2)
    },
  },
  {
    name: 'a watch gets a bookmark before its time is over',
    run: async (stage) => {
      const { post, watch, forget } = stage
      const since = `&resourceVersion=${await currentVersion(stage)}&timeoutSeconds=4`
      const marked = `${since}&allowWatchBookmarks=true&labelSelector=w`
      await post(secret('w1', { labels: { w: '1' } }))
      // A busy server may omit the bookmark of such a short watch.
      for (;;) {
        const withBookmarks = [
          await watch(marked),
          await watch(marked, asTable),
          await watch(marked, asPartial),
        ]
        const watches = [...withBookmarks, await watch(since)]
        await Promise.all(watches.map(({ ended }) => ended))
        if (withBookmarks.every(hasBookmark)) return
        forget(watches)
      }
    },
  },
  {
    name: 'a watch of a version to come waits for it',
    run: async (stage) => {
      const { post, watch } = stage
      await watch('&resourceVersion=99999999&timeoutSeconds=1')
      await post(secret('a'))
      await pause(300)
    },
  },
]
