import type { Scenario, Stage } from './sandbox-scenarios.ts'
import { asPartial, asPartialList, asTable, jsonPatch, merge } from './sandbox-worlds.ts'
import type { Reply } from './sandbox-worlds.ts'

/** Things done one after the other in a namespace of their own. */

const metadataOf = ({ body }: Reply) =>
  (body as { metadata: { uid: string; resourceVersion: string; continue?: string } }).metadata
const secret = (name: string, metadata: object = {}, more: object = {}) => ({
  metadata: { name, ...metadata },
  ...more,
})
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
const hold = ['example.com/hold']

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

async function currentVersion({ get }: Stage): Promise<string> {
  return metadataOf(await get('?limit=1')).resourceVersion
}

const writing: Scenario[] = [
  {
    name: 'a secret is made, changed, read and deleted',
    run: async ({ post, patch, get, remove }) => {
      await post(secret('one', { labels: { a: '1' } }, { stringData: { User: 'x', Password: 'y' } }))
      await get('/one')
      await patch('one', { metadata: { annotations: { note: 'changed' } } })
      await patch('one', { stringData: { Password: 'z' }, data: { User: null } })
      await get('/one')
      await get('', asTable)
      await remove('one')
      await get('/one')
      await get('')
    },
  },
  {
    name: 'a claim holds for the version that it was decided on, once',
    run: async ({ post, patch }) => {
      const { resourceVersion } = metadataOf(await post(secret('claimed')))
      const claim = (by: string) => ({ metadata: { resourceVersion, annotations: { by } } })
      await patch('claimed', claim('first'))
      await patch('claimed', claim('second'))
      await patch('claimed', { metadata: { annotations: { by: 'third' } } })
    },
  },
  {
    name: 'a patch that changes nothing makes no version',
    run: async ({ post, patch }) => {
      await post(secret('same', { labels: { a: '1' } }))
      await patch('same', { metadata: { labels: { a: '1', none: null } } })
      await patch('same', {})
      await patch('same', { metadata: { labels: { a: '2' } } })
    },
  },
  {
    name: 'a dry run leaves everything as it was',
    run: async ({ post, patch, get, ask, secrets }) => {
      await post(secret('real'))
      await post(secret('imagined'), '?dryRun=All')
      await patch('real', { metadata: { labels: { a: '1' } } }, '?dryRun=All')
      await ask({ method: 'DELETE', path: `${secrets}/real?dryRun=All` })
      await get('')
    },
  },
  {
    name: 'a deletion holds for the uid and version that it names',
    run: async ({ post, patch, remove, get }) => {
      const { uid, resourceVersion } = metadataOf(await post(secret('doomed')))
      await patch('doomed', { metadata: { labels: { a: '1' } } })
      await remove('doomed', { preconditions: { uid, resourceVersion } })
      const now = metadataOf(await get('/doomed'))
      await remove('doomed', { preconditions: { uid, resourceVersion: now.resourceVersion } })
      await post(secret('doomed'))
      await remove('doomed', { preconditions: { uid } })
      await get('/doomed')
    },
  },
  {
    name: 'a finalizer holds what is being deleted',
    run: async ({ post, patch, remove, get, ask, secrets }) => {
      await post(secret('held', { finalizers: [...hold, 'example.com/second'] }))
      await remove('held')
      await remove('held')
      await get('/held', asTable)
      await post(secret('held'))
      await patch('held', { metadata: { finalizers: hold } })
      await patch('held', { metadata: { finalizers: [...hold, 'example.com/new'] } })
      await patch('held', { metadata: { labels: { still: 'there' } } })
      await patch('held', { metadata: { finalizers: null } }, '?dryRun=All')
      await get('/held')
      await ask({
        method: 'PATCH',
        path: `${secrets}/held`,
        body: [{ op: 'remove', path: '/metadata/finalizers' }],
        contentType: jsonPatch,
      })
      await get('/held')
    },
  },
  {
    name: 'policies of deletion hold what is deleted too',
    run: async ({ post, remove, get }) => {
      await post(secret('foreground', { finalizers: hold }))
      await remove('foreground', { propagationPolicy: 'Foreground' })
      await remove('foreground', { propagationPolicy: 'Orphan' })
      await get('/foreground')
      await post(secret('orphan'))
      await remove('orphan', { orphanDependents: true })
      await get('/orphan')
    },
  },
  {
    name: 'managers share the fields of a secret',
    run: async ({ secrets, ask }) => {
      const by = (userAgent: string, method: string, path: string, body: unknown) =>
        ask({ method, path, body, userAgent, ...(method === 'PATCH' ? { contentType: merge } : {}) })
      const made = secret('shared', { labels: { a: '1', b: '1' } }, { stringData: { x: '1', y: '1' } })
      await by('maker/1 (linux)', 'POST', secrets, made)
      const path = `${secrets}/shared`
      await by('changer/1', 'PATCH', path, { metadata: { labels: { a: '2', c: '1' } } })
      await by('changer/1', 'PATCH', path, { stringData: { x: '2' } })
      await by('third', 'PATCH', `${path}?fieldManager=named`, { metadata: { annotations: { n: '1' } } })
      await by('third', 'PATCH', path, { metadata: { labels: null } })
      await by('maker/1 (linux)', 'PATCH', path, { data: null })
      await by('maker/1 (linux)', 'PATCH', path, { immutable: true })
      await by('third', 'PATCH', path, { metadata: { managedFields: [{}] } })
      await by('third', 'PATCH', path, { metadata: { annotations: { n: '2' } } })
    },
  },
  {
    name: 'an immutable secret keeps its data and can be deleted',
    run: async ({ post, patch, remove }) => {
      await post(secret('fixed', {}, { stringData: { a: '1' } }))
      await patch('fixed', { immutable: true })
      await patch('fixed', { stringData: { a: '2' } })
      await patch('fixed', { metadata: { annotations: { n: '1' } } })
      await remove('fixed')
    },
  },
]

const listing: Scenario[] = [
  {
    name: 'pages show one moment of the cluster, whatever happens meanwhile',
    run: async ({ post, patch, remove, get }) => {
      for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) await post(secret(name, { labels: { n: name } }))
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

const watching: Scenario[] = [
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
      const { post, watch } = stage
      const since = `&resourceVersion=${await currentVersion(stage)}&timeoutSeconds=4`
      const marked = `${since}&allowWatchBookmarks=true&labelSelector=w`
      const watches = [
        await watch(marked),
        await watch(marked, asTable),
        await watch(marked, asPartial),
        await watch(since),
      ]
      await post(secret('w1', { labels: { w: '1' } }))
      await Promise.all(watches.map(({ ended }) => ended))
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

const namespaces = '/api/v1/namespaces'

const around: Scenario[] = [
  {
    name: 'a namespace is made, changed and terminates',
    run: async ({ ask, namespace }) => {
      const name = `${namespace}-more`
      const path = `${namespaces}/${name}`
      const patch = (body: unknown) => ask({ method: 'PATCH', path, body, contentType: merge })
      await ask({
        method: 'POST',
        path: namespaces,
        body: {
          metadata: { name, namespace: 'ignored', labels: { 'runai/queue': 'x' } },
          spec: { finalizers: ['example.com/mine'] },
          status: { phase: 'Terminating' },
        },
      })
      await ask({ method: 'GET', path, accept: asTable })
      await ask({ method: 'GET', path, accept: asPartial })
      await patch({ metadata: { labels: { a: 'b' } }, spec: { finalizers: null }, status: { phase: 'Gone' } })
      await patch({ spec: { finalizers: ['x'] } })
      await ask({ method: 'POST', path: `${path}/secrets`, body: secret('in') })
      await ask({ method: 'DELETE', path, body: { preconditions: { uid: 'x' } } })
      await ask({ method: 'DELETE', path, body: { preconditions: { resourceVersion: '1' } } })
      await ask({ method: 'DELETE', path: `${path}?dryRun=All` })
      await ask({ method: 'DELETE', path })
      await ask({ method: 'DELETE', path })
      await ask({ method: 'POST', path: `${path}/secrets`, body: secret('Late') })
      await ask({
        method: 'PATCH',
        path: `${path}/secrets/in`,
        body: { metadata: { labels: { a: 'b' } } },
        contentType: merge,
      })
      await ask({ method: 'DELETE', path: `${path}/secrets/in` })
      await ask({ method: 'POST', path: namespaces, body: { metadata: { name } } })
      await ask({ method: 'GET', path: `${namespaces}?fieldSelector=status.phase=Terminating,metadata.name=${name}` })
    },
  },
  {
    name: 'namespaces are selected and refused as they should be',
    run: async ({ ask, namespace }) => {
      const get = (query: string, accept?: string) =>
        ask({ method: 'GET', path: `${namespaces}?${query}`, ...(accept === undefined ? {} : { accept }) })
      await get(`fieldSelector=metadata.name=${namespace}`)
      await get(`fieldSelector=metadata.name=${namespace}`, asTable)
      await get('fieldSelector=name=x')
      await get('fieldSelector=metadata.namespace=x')
      await get('fieldSelector=type=x')
      for (const name of ['Bad', 'a.b', '', namespace, 'a'.repeat(64)]) {
        await ask({ method: 'POST', path: `${namespaces}?dryRun=All`, body: { metadata: { name } } })
      }
      for (const name of ['default', 'kube-system', 'not-there']) {
        await ask({ method: 'DELETE', path: `${namespaces}/${name}` })
      }
    },
  },
  {
    name: 'a namespace is watched',
    run: async ({ ask, namespace }) => {
      const path = `${namespaces}?watch=1&timeoutSeconds=1&fieldSelector=metadata.name=${namespace}`
      await ask({ method: 'GET', path: `${path}&includeObject=Foo`, accept: asTable })
    },
  },
  {
    name: 'a service account names secrets',
    run: async ({ ask, namespace }) => {
      const path = `${namespaces}/${namespace}/serviceaccounts`
      const body = {
        metadata: { name: 'user' },
        imagePullSecrets: [{ name: 'a' }],
        secrets: [{ name: 'b' }],
      }
      await ask({ method: 'POST', path, body })
      for (const query of ['', '?includeObject=Object', '?includeObject=None']) {
        await ask({ method: 'GET', path: `${path}${query}`, accept: asTable })
      }
      await ask({
        method: 'PATCH',
        path: `${path}/user`,
        body: { imagePullSecrets: [{ name: 'c' }], automountServiceAccountToken: false },
        contentType: merge,
      })
      await ask({ method: 'GET', path })
      await ask({ method: 'GET', path: `${path}?fieldSelector=metadata.name=user` })
      await ask({ method: 'POST', path, body: { metadata: { name: 'Bad_Name' } } })
      await ask({ method: 'DELETE', path: `${path}/user` })
    },
  },
  {
    name: 'a pod uses secrets in every way',
    run: async ({ ask, namespace }) => {
      const path = `${namespaces}/${namespace}/pods`
      const container = {
        name: 'main',
        image: 'example.com/tool:1.2',
        env: [{ name: 'KEY', valueFrom: { secretKeyRef: { name: 'a', key: 'k' } } }],
        envFrom: [{ secretRef: { name: 'a' } }],
        volumeMounts: [{ name: 'v', mountPath: '/v' }],
      }
      const spec = {
        containers: [container, { name: 'second', image: 'tool' }],
        volumes: [
          { name: 'v', secret: { secretName: 'a' } },
          { name: 'w', projected: { sources: [{ secret: { name: 'a' } }] } },
        ],
        imagePullSecrets: [{ name: 'a' }],
      }
      await ask({ method: 'POST', path, body: { metadata: { name: 'user' }, spec } })
      await ask({ method: 'GET', path, accept: asTable })
      await ask({ method: 'GET', path: `${path}/user` })
      await ask({ method: 'GET', path: `${path}?fieldSelector=spec.nodeName=,status.phase=Pending` })
      await ask({ method: 'GET', path: `${path}?fieldSelector=foo=` })
      await ask({
        method: 'PATCH',
        path: `${path}/user`,
        body: { metadata: { labels: { a: 'b' } } },
        contentType: merge,
      })
      await ask({ method: 'POST', path, body: { metadata: { name: 'empty' }, spec: {} } })
      await ask({ method: 'POST', path, body: { metadata: { name: 'empty' }, spec: { containers: [{}] } } })
    },
  },
  {
    name: 'reviews are answered',
    run: async ({ ask, namespace }) => {
      const authorization = '/apis/authorization.k8s.io/v1'
      const access = (body: unknown, accept?: string) =>
        ask({
          method: 'POST',
          path: `${authorization}/selfsubjectaccessreviews`,
          body,
          ...(accept === undefined ? {} : { accept }),
        })
      const resourceAttributes = { namespace, verb: 'list', resource: 'secrets' }
      const apiVersion = 'authorization.k8s.io/v1'
      await access({ apiVersion, kind: 'SelfSubjectAccessReview', spec: { resourceAttributes } })
      await access({ spec: { resourceAttributes: { verb: 'create', resource: 'secrets' } } })
      await access({ spec: { nonResourceAttributes: { path: '/version', verb: 'get' } } })
      await access({ spec: {} })
      await access({})
      await access({ spec: { resourceAttributes: 'x' } })
      await access({ kind: 'Pod', apiVersion: 'v1' })
      await access({ kind: 'SelfSubjectAccessReview', apiVersion: `${apiVersion}beta1` })
      await access({ kind: 'SelfSubjectAccessReview', apiVersion: 'v1' })
      await access({ spec: { resourceAttributes } }, asTable)
      await ask({ method: 'GET', path: `${authorization}/selfsubjectaccessreviews` })
      await ask({ method: 'GET', path: `${authorization}/selfsubjectaccessreviews/x` })
      await ask({ method: 'GET', path: `${authorization}/nothing` })
      const rules = `${authorization}/selfsubjectrulesreviews`
      await ask({ method: 'POST', path: rules, body: { spec: { namespace } } })
      await ask({ method: 'POST', path: rules, body: { spec: {} } })
      const me = '/apis/authentication.k8s.io/v1/selfsubjectreviews'
      await ask({ method: 'POST', path: me, body: {} })
    },
  },
]

export const flows: Scenario[] = [...writing, ...listing, ...watching, ...around]
