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
import type { Reply, World } from './sandbox/worlds.ts'

/** What uses Secrets, as the application reads it: lists of whole objects, by fields, and writes of a template. */

const cluster = useCluster()
const namespace = randomName('workloads')
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

const template = {
  metadata: { labels: { app: 'a' } },
  spec: {
    imagePullSecrets: [{ name: 'login' }],
    initContainers: [
      { name: 'init', image: 'reg.example/init:1', envFrom: [{ secretRef: { name: 'login' } }] },
    ],
    containers: [
      {
        name: 'main',
        image: 'reg.example/app',
        env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'login', key: 'k', optional: true } } }],
      },
    ],
    volumes: [{ name: 'v', projected: { sources: [{ secret: { name: 'login' } }] } }],
  },
}
const selector = { matchLabels: { app: 'a' } }
const once = { ...template, spec: { ...template.spec, restartPolicy: 'Never' } }
const owner = {
  apiVersion: 'run.ai/v2alpha1',
  kind: 'TrainingWorkload',
  name: 't',
  uid: 'u-1',
  controller: true,
}

const made = [
  { at: 'apis/apps/v1', plural: 'deployments', spec: { selector, template } },
  { at: 'apis/apps/v1', plural: 'replicasets', spec: { selector, template, replicas: 0 } },
  { at: 'apis/apps/v1', plural: 'statefulsets', spec: { selector, template, serviceName: 's' } },
  { at: 'apis/apps/v1', plural: 'daemonsets', spec: { selector, template } },
  { at: 'apis/batch/v1', plural: 'jobs', spec: { template: once } },
  {
    ...{ at: 'apis/batch/v1beta1', plural: 'cronjobs' },
    spec: { schedule: '0 1 * * *', jobTemplate: { spec: { template: once } } },
  },
  { at: 'api/v1', plural: 'pods', spec: template.spec },
]
const pathOf = (at: string, plural: string) => `/${at}/namespaces/${namespace}/${plural}`

/**
 * The answers of two clusters, without what the application doesn't read: managed fields, a job's own labels, and times
 * of probes.
 */
function told(reply: Reply): unknown {
  const body = JSON.parse(JSON.stringify(reply.body)) as { rows?: { object: unknown }[] }
  const seen = body.rows === undefined ? body : body.rows.map(({ object }) => object)
  return createNormaliser().normal({ status: reply.status, seen: withoutOwn(seen) })
}

function withoutOwn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutOwn)
  if (typeof value !== 'object' || value === null) return value
  const left = Object.entries(value).filter(
    ([key]) =>
      ![
        'managedFields',
        'deprecated.daemonset.template.generation',
        'lastProbeTime',
        'controller-uid',
        'job-name',
      ].includes(key),
  )
  const kept = left.map(([key, item]) => [key, withoutOwn(item)] as const)
  // Containers that have become empty.
  return Object.fromEntries(
    kept.filter(
      ([key, item]) => !(isEmptyOf(key) && typeof item === 'object' && Object.keys(item ?? {}).length === 0),
    ),
  )
}
const isEmptyOf = (key: string) => ['labels', 'annotations', 'matchLabels', 'selector'].includes(key)

async function expectAlike(ask: (world: World) => Promise<Reply>): Promise<void> {
  const [mine, expected] = await Promise.all([ask(sandbox), ask(real)])
  expect(told(mine)).toEqual(told(expected))
}

describe.runIf(isFollowed(cluster))('what uses Secrets', () => {
  it.each(made)('makes and lists $plural alike', async ({ at, plural, spec }) => {
    const path = pathOf(at, plural)
    const body = { metadata: { name: 'made', labels: { app: 'a' }, ownerReferences: [owner] }, spec }
    await expectAlike(({ ask }) => ask({ method: 'POST', path, body }))
    await expectAlike(({ ask }) =>
      ask({ method: 'GET', path: `${path}?includeObject=Object&limit=5`, accept: asTable }),
    )
    await expectAlike(({ ask }) =>
      ask({
        method: 'GET',
        path: `/${at}/${plural}?includeObject=Object&limit=1&fieldSelector=metadata.namespace%3D${namespace}`,
        accept: asTable,
      }),
    )
  })

  it.each(made.slice(0, 4))(
    'restarts $plural alike: a new generation for another template, none for a label',
    async ({ at, plural }) => {
      const path = `${pathOf(at, plural)}/made`
      const patch =
        (body: object) =>
        ({ ask }: World) =>
          ask({ method: 'PATCH', path, contentType: merge, body })
      const annotations = { 'kubectl.kubernetes.io/restartedAt': '2026-11-20T10:00:00Z' }
      await expectAlike(patch({ spec: { template: { metadata: { annotations } } } }))
      await expectAlike(patch({ metadata: { labels: { x: 'y' } } }))
      await expectAlike(({ ask }) => ask({ method: 'GET', path }))
    },
  )

  it('writes the status of a pod by itself, and nothing else with it', async () => {
    const path = `${pathOf('api/v1', 'pods')}/made/status`
    const status = {
      phase: 'Pending',
      conditions: [{ type: 'Ready', status: 'False', lastTransitionTime: '2026-11-20T10:00:00Z' }],
      containerStatuses: [
        {
          name: 'main',
          state: {
            waiting: { reason: 'ImagePullBackOff', message: 'Back-off pulling image "reg.example/app"' },
          },
          lastState: {},
          ready: false,
          restartCount: 0,
          image: 'reg.example/app',
          imageID: '',
        },
      ],
    }
    const body = { status, spec: { nodeName: 'ignored' } }
    await expectAlike(({ ask }) => ask({ method: 'PATCH', path, contentType: merge, body }))
    await expectAlike(({ ask }) => ask({ method: 'GET', path: pathOf('api/v1', 'pods') }))
  })

  it('finds events by what they are about', async () => {
    const path = pathOf('api/v1', 'events')
    const event = (name: string, reason: string, kind = 'Pod') => ({
      metadata: { name },
      involvedObject: { kind, namespace, name: 'made', uid: 'u-2', apiVersion: 'v1' },
      ...{ reason, message: `Failed to pull image "reg.example/app": no`, type: 'Warning', count: 3 },
      source: { component: 'kubelet', host: 'node-1' },
      ...{ firstTimestamp: '2026-11-20T10:00:00Z', lastTimestamp: '2026-11-20T11:00:00Z' },
    })
    for (const body of [event('a', 'Failed'), event('b', 'BackOff'), event('c', 'Failed', 'Job')])
      await expectAlike(({ ask }) => ask({ method: 'POST', path, body }))
    for (const selector of [
      'involvedObject.kind=Pod,reason=Failed',
      'involvedObject.kind=Pod,type=Warning,reason!=BackOff,reason!=Unhealthy,reason!=FailedScheduling',
      'involvedObject.uid=u-2',
      'type!=Warning',
      'message=x',
    ]) {
      const query = new URLSearchParams({ fieldSelector: selector, includeObject: 'Object', limit: '5' })
      await expectAlike(({ ask }) =>
        ask({ method: 'GET', path: `${path}?${query.toString()}`, accept: asTable }),
      )
    }
  })

  it('knows cron jobs only of the version of 1.20', async () => {
    await expectAlike(({ ask }) => ask({ method: 'GET', path: pathOf('apis/batch/v1', 'cronjobs') }))
  })
})
