import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAdministrator } from '../../electron/sandbox/sandbox.ts'
import type { Caller, PolicyRule } from '../../electron/sandbox/sandbox.ts'
import type { UserRules } from '../cluster/cluster.ts'
import { requestAsAdmin } from '../cluster/own-request.ts'
import { useCluster } from '../cluster/use-cluster.ts'
import { record } from './sandbox/scenarios.ts'
import type { Scenario, Stage } from './sandbox/scenarios.ts'
import { isFollowed, makeNamespaces, merge, randomName, realWorld, sandboxWorld } from './sandbox/worlds.ts'
import type { World } from './sandbox/worlds.ts'

const cluster = useCluster()
const namespace = randomName('rights')
const other = randomName('rights-other')
const authorization = '/apis/authorization.k8s.io/v1'

/** Users by their permissions. In the sandbox, the first is its own user while it is switched to read-only. */
const users = {
  reads: { clusterRules: [{ resources: ['*'], apiGroups: ['*'], verbs: ['get', 'list', 'watch'] }] },
  lists: { clusterRules: [{ resources: ['secrets', 'namespaces'], verbs: ['list', 'watch'] }] },
  'works in one namespace': {
    namespaceRules: { [namespace]: [{ resources: ['secrets', 'namespaces'], verbs: ['*'] }] },
  },
  'knows one secret': {
    namespaceRules: {
      [namespace]: [{ resources: ['secrets'], resourceNames: ['there'], verbs: ['get', 'list', 'patch'] }],
    },
  },
  'may nothing': {},
} satisfies Record<string, UserRules>
type UserKind = keyof typeof users
const kinds = Object.keys(users) as UserKind[]

interface Pair {
  real: World
  sandbox: World
}
const pairs = new Map<UserKind, Pair>()
const closing: World[] = []

beforeAll(async () => {
  const admin = await realWorld(cluster.adminKubeconfig)
  closing.push(admin)
  await fill(admin)
  for (const kind of kinds) {
    const user = await cluster.user('asks', users[kind])
    let asking = createAdministrator('admin', false)
    const sandbox = await sandboxWorld(kind === 'reads' ? { user: user.name } : { callerOf: () => asking })
    await fill(sandbox)
    if (kind === 'reads') sandbox.sandbox.switchFaults({ isReadOnly: true })
    asking = callerOf(user.name, users[kind])
    const real = await realWorld(user.kubeconfig)
    pairs.set(kind, { real, sandbox })
    closing.push(real, sandbox)
  }
})
afterAll(async () => {
  for (const world of closing) await world.close()
})

async function fill(world: World): Promise<void> {
  for (const name of [namespace, other]) {
    await makeNamespaces([world], name, cluster)
    const body = { metadata: { name: 'there' } }
    await world.ask({ method: 'POST', path: `/api/v1/namespaces/${name}/secrets`, body })
  }
}

function callerOf(user: string, { clusterRules = [], namespaceRules = {} }: UserRules): Caller {
  const rules = (some: NonNullable<UserRules['clusterRules']>): PolicyRule[] =>
    some.map((rule) => ({ ...rule, apiGroups: rule.apiGroups ?? [''] }))
  const own = Object.entries(namespaceRules).map(([name, some]) => [name, rules(some)] as const)
  const namespaced = Object.fromEntries(own)
  return { user, clusterRules: rules(clusterRules), namespaceRules: namespaced, pathRules: [] }
}

const secret = { metadata: { name: 'new' } }
const review =
  (spec: object) =>
  ({ ask }: Stage) =>
    ask({ method: 'POST', path: `${authorization}/selfsubjectaccessreviews`, body: { spec } })
const access = (verb: string, more: object = {}) =>
  review({ resourceAttributes: { namespace, verb, resource: 'secrets', ...more } })
const path =
  (at: string, method = 'GET') =>
  ({ ask }: Stage) =>
    ask({ method, path: at, ...(['POST', 'PATCH'].includes(method) ? { body: {}, contentType: merge } : {}) })
const elsewhere = `/api/v1/namespaces/${other}`

const attempts: Record<string, (stage: Stage) => Promise<unknown>> = {
  'reads a secret': ({ get }) => get('/there'),
  'reads what is not there': ({ get }) => get('/none'),
  'reads a secret elsewhere': path(`${elsewhere}/secrets/there`),
  'lists secrets': ({ get }) => get(''),
  'lists one secret by its name': ({ get }) => get('?fieldSelector=metadata.name%3Dthere'),
  'lists another secret by its name': ({ get }) => get('?fieldSelector=metadata.name%3Dnew'),
  'lists secrets elsewhere': path(`${elsewhere}/secrets`),
  'lists pods': path(`/api/v1/namespaces/${namespace}/pods`),
  'watches secrets': ({ get }) => get('?watch=1&timeoutSeconds=1&resourceVersion=nonsense'),
  'watches secrets, spelt otherwise': ({ get }) =>
    get('?watch=TRUE&timeoutSeconds=1&resourceVersion=nonsense'),
  'watches secrets by any word': ({ get }) => get('?watch=yes&timeoutSeconds=1&resourceVersion=nonsense'),
  'watches secrets by no word': ({ get }) => get('?watch=&timeoutSeconds=1&resourceVersion=nonsense'),
  'watches no secrets': ({ get }) => get('?watch=False&resourceVersion=nonsense'),
  'watches secrets everywhere': path('/api/v1/secrets?watch=true&resourceVersion=nonsense'),
  'lists secrets everywhere with a broken selector': path('/api/v1/secrets?labelSelector=!!'),
  'lists namespaces with a broken selector': path('/api/v1/namespaces?labelSelector=!!'),
  'reads its namespace': path(`/api/v1/namespaces/${namespace}`),
  'reads another namespace': path(elsewhere),
  'creates a secret': ({ post }) => post(secret, '?dryRun=All'),
  'creates what can’t be read': ({ post }) => post('{"a'),
  'creates one in a namespace that is not there': ({ ask }) =>
    ask({ method: 'POST', path: '/api/v1/namespaces/none/secrets', body: secret }),
  'changes a secret': ({ patch }) => patch('there', { metadata: { labels: { a: '1' } } }, '?dryRun=All'),
  'changes what is not there': ({ patch }) => patch('none', {}),
  'deletes a secret': ({ ask, secrets }) => ask({ method: 'DELETE', path: `${secrets}/there?dryRun=All` }),
  'makes a namespace': ({ ask }) =>
    ask({ method: 'POST', path: '/api/v1/namespaces?dryRun=All', body: secret }),
  'changes a namespace': path(`/api/v1/namespaces/${namespace}?dryRun=All`, 'PATCH'),
  'changes another namespace': path(`${elsewhere}?dryRun=All`, 'PATCH'),
  'deletes another namespace': path(`${elsewhere}?dryRun=All`, 'DELETE'),
  'asks whether it may see the version': review({ nonResourceAttributes: { path: '/version', verb: 'get' } }),
  'asks whether it may see another page': review({
    nonResourceAttributes: { path: '/metrics', verb: 'get' },
  }),
  'asks for a page that is none': path('/metrics-of-none'),
  'asks who it is': path('/apis/authentication.k8s.io/v1/selfsubjectreviews', 'POST'),
  'asks for a kind that is not there': path(`/api/v1/namespaces/${namespace}/nothings`),
  'asks whether it may list': access('list'),
  'asks whether it may list everywhere': access('list', { namespace: '' }),
  'asks whether it may list elsewhere': access('list', { namespace: other }),
  'asks whether it may create': access('create'),
  'asks whether it may patch': access('patch'),
  'asks whether it may patch one': access('patch', { name: 'there' }),
  'asks whether it may patch another': access('patch', { name: 'none' }),
  'asks whether it may reach a part': access('get', { subresource: 'status' }),
  'asks whether it may ask': access('create', {
    group: 'authorization.k8s.io',
    resource: 'selfsubjectaccessreviews',
  }),
  'asks nothing in particular': access(''),
}

describe.runIf(isFollowed(cluster)).each(kinds)('a user who %s', (kind) => {
  it.each(Object.entries(attempts))('is answered alike: %s', async (name, attempt) => {
    const { real, sandbox } = pairs.get(kind)!
    const scenario: Scenario = { name, run: (stage) => attempt(stage) }
    const [told, expected] = await Promise.all([
      record(sandbox, namespace, scenario),
      record(real, namespace, scenario),
    ])
    expect(told).toEqual(expected)
  })
})

describe.runIf(isFollowed(cluster))('an anonymous request', () => {
  it('is answered alike', async () => {
    const { server, caData = '' } = cluster
    const expected = await requestAsAdmin({ server, caData, adminToken: 'not-a-token' }, '/api/v1/secrets')
    const sandbox = await sandboxWorld({ callerOf: () => null })
    closing.push(sandbox)
    const told = await sandbox.ask({ method: 'GET', path: '/api/v1/secrets' })
    expect(told.status).toBe(401)
    expect(told).toMatchObject({ status: expected.status, body: JSON.parse(expected.text) as object })
  })
})
