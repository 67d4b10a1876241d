import { afterEach, expect, it } from 'vitest'
import type { ClusterMessage } from '../../../shared/contract/cluster.ts'
import { sampleConnection, sampleContext, table, tableRow } from '../../kube/testing/kube-samples.ts'
import { sendJson, startServer, until } from '../../kube/testing/loopback-server.ts'
import type { ClusterAccess } from './cluster-access.ts'
import { openCluster } from './open-cluster.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

function accessTo(url: string, namespaces: string[] = []): ClusterAccess {
  return {
    contexts: { resolve: () => Promise.resolve({ context: sampleContext(url), namespaces }) },
    namedNamespaces: { of: () => [] },
    runaiPlace: () => ({ runaiNamespace: 'runai', projectLabel: 'runai/queue' }),
    connect: () => Promise.resolve(sampleConnection(url)),
  } as unknown as ClusterAccess
}

it('reads the namespaces that the kubeconfig names if it may not list all', async () => {
  const asked: string[] = []
  const server = await startServer((_, response, url) => {
    const { pathname } = url
    asked.push(pathname)
    if (url.searchParams.has('watch'))
      response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders()
    else if (pathname.endsWith('/namespaces/team/secrets')) sendJson(response, table([tableRow('one')]))
    else response.writeHead(403).end()
  })
  closing.push(server.close)
  const messages: ClusterMessage[] = []
  const { signal } = new AbortController()
  const opened = await openCluster(accessTo(server.url, ['team']), {
    context: 'sample',
    send: (message) => void messages.push(message),
    signal,
  })
  closing.push(opened.close)
  await until(() => messages.some(({ kind }) => kind === 'listed'))
  expect(asked).toContain('/api/v1/namespaces/team/secrets')
})

it('reports each step of opening with how long those before it took, and what it opened', async () => {
  const server = await startServer((_, response, url) => {
    if (url.searchParams.has('watch'))
      response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders()
    else if (/\/(secrets|namespaces)$/.test(url.pathname)) sendJson(response, table([tableRow('one')]))
    else response.writeHead(404).end()
  })
  closing.push(server.close)
  const messages: ClusterMessage[] = []
  const { signal } = new AbortController()
  const opened = await openCluster(accessTo(server.url), {
    context: 'sample',
    send: (message) => void messages.push(message),
    signal,
  })
  closing.push(opened.close)
  await until(() => messages.some(({ kind }) => kind === 'listed'))

  const steps = messages.flatMap((message) =>
    message.kind === 'health' && message.health.state === 'connecting' ? [message.health] : [],
  )
  const order = ['kubeconfig', 'sign-in', 'answer', 'list']
  expect(steps.map(({ step }) => step)).toEqual(order)
  for (const [at, { done, plugin }] of steps.entries()) {
    expect(done.map(({ step }) => step)).toEqual(order.slice(0, at))
    expect(done.every(({ ms }) => ms >= 0)).toBe(true)
    expect(plugin).toBe('')
  }
  expect(messages.find(({ kind }) => kind === 'opened')).toEqual({
    ...{ kind: 'opened', cluster: 'sample-cluster', server: server.url, user: 'sample-user', file: '' },
    protection: 'local',
  })
})
