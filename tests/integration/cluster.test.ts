import { describe, expect, test } from 'vitest'
import { useCluster } from '../cluster/use-cluster.ts'

const cluster = useCluster()

async function makeSecret(namespace: string, name: string): Promise<void> {
  await cluster.kubectl([
    'create',
    'secret',
    'generic',
    name,
    '--namespace',
    namespace,
    '--from-literal=key=value',
  ])
}

describe('The test cluster', () => {
  test('answers with its version and lists what was written', async () => {
    const namespace = await cluster.namespace('answers')
    await makeSecret(namespace, 'one')
    const version = JSON.parse(await cluster.kubectl(['get', '--raw', '/version'])) as { gitVersion: string }
    expect(version.gitVersion).toBe(cluster.version)
    expect(cluster.version).not.toMatch(/^v0\./)
    expect(await cluster.kubectl(['get', 'secrets', '--namespace', namespace, '--output', 'name'])).toBe(
      'secret/one\n',
    )
  })

  test('gives each test its own namespace with the labels it asked for', async () => {
    const [first, second] = await Promise.all([
      cluster.namespace('own', { 'runai/queue': 'team-a' }),
      cluster.namespace('own'),
    ])
    await makeSecret(first, 'mine')
    expect(second).not.toBe(first)
    expect(await cluster.kubectl(['get', 'secrets', '--namespace', second, '--output', 'name'])).toBe('')
    const label = ['get', 'namespace', first, '--output', 'jsonpath={.metadata.labels.runai/queue}']
    expect(await cluster.kubectl(label)).toBe('team-a')
  })

  test('makes a user who may do exactly what was asked for', async () => {
    const [mine, other] = await Promise.all([cluster.namespace('mine'), cluster.namespace('other')])
    await makeSecret(mine, 'seen')
    const reader = await cluster.user('reader', {
      namespaceRules: { [mine]: [{ resources: ['secrets'], verbs: ['list'] }] },
    })
    const list = (namespace: string) =>
      cluster.kubectl(['get', 'secrets', '--namespace', namespace, '--output', 'name'], { as: reader })
    expect(await list(mine)).toBe('secret/seen\n')
    await expect(list(other)).rejects.toThrow('Forbidden')
    const remove = ['delete', 'secret', 'seen', '--namespace', mine]
    await expect(cluster.kubectl(remove, { as: reader })).rejects.toThrow('Forbidden')
    await expect(cluster.kubectl(['get', 'namespaces'], { as: reader })).rejects.toThrow('Forbidden')
  })

  test('makes a user with rights in the whole cluster, and one with none', async () => {
    const namespace = await cluster.namespace('whole')
    await makeSecret(namespace, 'seen')
    const [auditor, nobody] = await Promise.all([
      cluster.user('auditor', { clusterRules: [{ resources: ['secrets'], verbs: ['list'] }] }),
      cluster.user('nobody'),
    ])
    const list = ['get', 'secrets', '--all-namespaces', '--output', 'name']
    expect(await cluster.kubectl(list, { as: auditor })).toContain('secret/seen')
    await expect(cluster.kubectl(list, { as: nobody })).rejects.toThrow(`User "${nobody.name}" cannot list`)
  })

  test('lets a deleted namespace vanish with all it held', async () => {
    const namespace = await cluster.namespace('vanishes')
    await makeSecret(namespace, 'gone')
    await cluster.finalizeNamespace(namespace)
    await expect(cluster.kubectl(['get', 'namespace', namespace])).rejects.toThrow('NotFound')
    await expect(cluster.kubectl(['get', 'secret', 'gone', '--namespace', namespace])).rejects.toThrow(
      'NotFound',
    )
  })
})
