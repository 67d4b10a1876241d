import type { Scenario } from './scenarios.ts'
import { secret } from './steps.ts'
import { asPartial, asTable, merge } from './worlds.ts'

const namespaces = '/api/v1/namespaces'

/** Namespaces, what uses secrets, and permission requests. */
export const clusterFlows: Scenario[] = [
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
      await ask({
        method: 'GET',
        path: `${namespaces}?fieldSelector=status.phase=Terminating,metadata.name=${name}`,
      })
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
