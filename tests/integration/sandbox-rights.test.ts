import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { useCluster } from '../cluster/use-cluster.ts'
import { record } from './sandbox-scenarios.ts'
import type { Scenario, Stage } from './sandbox-scenarios.ts'
import { makeNamespaces, merge, randomName, realWorld, sandboxWorld } from './sandbox-worlds.ts'
import type { World } from './sandbox-worlds.ts'

const cluster = useCluster()
const namespace = randomName('rights')
const closing: World[] = []
let reader: World
let readOnly: World

beforeAll(async () => {
  const resources = ['secrets', 'namespaces', 'pods', 'serviceaccounts']
  const user = await cluster.user('reader', {
    clusterRules: [{ resources, verbs: ['get', 'list', 'watch'] }],
  })
  const admin = await realWorld(cluster.adminKubeconfig)
  const sandbox = await sandboxWorld({ user: user.name })
  reader = await realWorld(user.kubeconfig)
  readOnly = sandbox
  closing.push(admin, reader, sandbox)
  await makeNamespaces([admin, sandbox], namespace, cluster)
  for (const world of [admin, sandbox]) {
    const body = { metadata: { name: 'there' } }
    await world.ask({ method: 'POST', path: `/api/v1/namespaces/${namespace}/secrets`, body })
  }
  sandbox.sandbox.switchFaults({ isReadOnly: true })
})
afterAll(async () => {
  for (const world of closing) await world.close()
})

const secret = { metadata: { name: 'new' } }
const access = (verb: string) => (stage: Stage) =>
  stage.ask({
    method: 'POST',
    path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
    body: { spec: { resourceAttributes: { namespace, verb, resource: 'secrets' } } },
  })

const attempts: Record<string, (stage: Stage) => Promise<unknown>> = {
  'reads a secret': ({ get }) => get('/there'),
  'lists secrets': ({ get }) => get(''),
  'creates a secret': ({ post }) => post(secret),
  'creates one for show': ({ post }) => post(secret, '?dryRun=All'),
  'creates what can’t be read': ({ post }) => post('{"a'),
  'creates one in a namespace that is not there': ({ ask }) =>
    ask({ method: 'POST', path: '/api/v1/namespaces/none/secrets', body: secret }),
  'changes a secret': ({ patch }) => patch('there', { metadata: { labels: { a: '1' } } }),
  'changes what is not there': ({ patch }) => patch('none', {}),
  'deletes a secret': ({ remove }) => remove('there'),
  'makes a namespace': ({ ask }) => ask({ method: 'POST', path: '/api/v1/namespaces', body: secret }),
  'changes a namespace': ({ ask }) =>
    ask({ method: 'PATCH', path: `/api/v1/namespaces/${namespace}`, body: {}, contentType: merge }),
  'deletes a namespace': ({ ask }) => ask({ method: 'DELETE', path: `/api/v1/namespaces/${namespace}` }),
  'asks whether it may list': access('list'),
  'asks whether it may create': access('create'),
  'asks whether it may patch': access('patch'),
}

describe('a user who may only read', () => {
  it.each(Object.entries(attempts))('is answered alike: %s', async (name, attempt) => {
    const scenario: Scenario = { name, run: async (stage) => void (await attempt(stage)) }
    const [told, expected] = await Promise.all([
      record(readOnly, namespace, scenario),
      record(reader, namespace, scenario),
    ])
    expect(told).toEqual(expected)
  })
})
