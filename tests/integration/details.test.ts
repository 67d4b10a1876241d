import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createConnectionConsent } from '../../electron/services/contexts/connection-consent.ts'
import { createDetails } from '../../electron/services/details/details-service.ts'
import { commandText } from '../../shared/shell-command.ts'
import { detailsCommands } from '../../shared/kubectl/details-commands.ts'
import { onBothClusters } from './both-clusters.ts'
import { applySecret, holdsValue, makeSecrets, marker, registered, secretOf } from './cluster-secrets.ts'
import { failureFrom } from './kube-connect.ts'
import { openProject, type OpenProject } from './open-project.ts'
import { openWizard } from './open-wizard.ts'

await onBothClusters((cluster) => {
  let open: OpenProject
  let namespace = ''
  const detailsOf = ({ clusters }: Pick<OpenProject['application'], 'clusters'>) =>
    createDetails({ opened: clusters.opened, requireSafe: createConnectionConsent().require })
  const named = (name: string) => ({ context: open.application.context, namespace, name })

  beforeAll(async () => {
    open = await openProject(cluster, 'details')
    namespace = open.namespace
  })
  afterAll(() => open.stop())

  describe('the details of a secret', () => {
    it('have its keys with sizes, its labels, the keys of its annotations and its managers, and no value', async () => {
      const values = { Password: `${marker}-word`, empty: '', bytes: Uint8Array.of(0, 255, 10) }
      await makeSecrets(cluster, namespace, {
        whole: { labels: registered('password'), data: values, immutable: true },
      })
      await cluster.kubectl(['annotate', 'secret', 'whole', '-n', namespace, `example.com/note=${marker}`])
      const told = await detailsOf(open.application).read(named('whole'))
      const { metadata } = await secretOf(cluster, namespace, 'whole')
      expect(holdsValue(told)).toBe(false)
      expect(told).toMatchObject({
        uid: metadata.uid,
        resourceVersion: metadata.resourceVersion,
        secretType: 'Opaque',
        isImmutable: true,
        deletedAt: '',
        keyCount: 3,
        annotations: [{ key: 'example.com/note', size: marker.length }],
        unread: null,
      })
      expect(told.keys.toSorted((a, b) => a.name.localeCompare(b.name))).toEqual([
        { name: 'bytes', size: 3 },
        { name: 'empty', size: 0 },
        { name: 'Password', size: marker.length + 5 },
      ])
      expect(Object.fromEntries(told.labels.map(({ key, value }) => [key, value]))).toEqual(
        registered('password'),
      )
      expect(told.managers.some(({ parts }) => parts.includes('data'))).toBe(true)
      expect(told.managers.some(({ parts }) => parts.includes('annotations'))).toBe(true)
    })

    it('do not have what kubectl apply left of the values', async () => {
      await applySecret(cluster, { name: 'applied', namespace }, { Password: `${marker}-word` })
      const told = await detailsOf(open.application).read(named('applied'))
      expect(holdsValue(told)).toBe(false)
      expect(told.annotations.map(({ key }) => key)).toEqual([
        'kubectl.kubernetes.io/last-applied-configuration',
      ])
    })

    it('have all of 500 keys', async () => {
      const data = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`KEY_${at}`, `${marker}${at}`]))
      await makeSecrets(cluster, namespace, { many: { data } })
      const told = await detailsOf(open.application).read(named('many'))
      expect([told.keyCount, told.keys.length]).toEqual([500, 500])
      expect(holdsValue(told)).toBe(false)
    })

    it('say what owns it and what holds its deletion', async () => {
      await makeSecrets(cluster, namespace, { held: { data: { Password: marker } } })
      const owner = {
        apiVersion: 'external-secrets.io/v1',
        kind: 'ExternalSecret',
        name: 'harbor',
        uid: 'a-b',
      }
      const patch = JSON.stringify({
        metadata: { finalizers: ['example.com/hold'], ownerReferences: [owner] },
      })
      await cluster.kubectl(['patch', 'secret', 'held', '-n', namespace, '--type', 'merge', '-p', patch])
      await cluster.kubectl(['delete', 'secret', 'held', '-n', namespace, '--wait=false'])
      const told = await detailsOf(open.application).read(named('held'))
      expect(told.finalizers).toEqual(['example.com/hold'])
      expect(told.owners).toEqual([{ group: 'external-secrets.io', kind: 'ExternalSecret', name: 'harbor' }])
      expect(told.deletedAt).not.toBe('')
      const free = JSON.stringify({ metadata: { finalizers: null } })
      await cluster.kubectl(['patch', 'secret', 'held', '-n', namespace, '--type', 'merge', '-p', free])
    })

    it('fail for a secret that is not there', async () => {
      const failure = await failureFrom(detailsOf(open.application).read(named('nothing')))
      expect(failure).toEqual({ code: 'secret-gone', namespace, name: 'nothing' })
    })

    it('have names and no sizes for a user who may list but not read secrets', async () => {
      await makeSecrets(cluster, namespace, { listed: { data: { Password: marker, User: marker } } })
      const { kubeconfig } = await cluster.user('lister', {
        clusterRules: [
          { resources: ['secrets'], verbs: ['list', 'watch'] },
          { resources: ['namespaces'], verbs: ['list', 'watch'] },
        ],
      })
      const application = await openWizard(cluster, { kubeconfig })
      try {
        const told = await detailsOf(application).read({ ...named('listed'), context: application.context })
        expect(told.unread).toMatchObject({ code: 'forbidden', verb: 'get' })
        expect(told.keyCount).toBe(2)
        expect(told.keys).toEqual([
          { name: 'Password', size: null },
          { name: 'User', size: null },
        ])
        expect(holdsValue(told)).toBe(false)
        const gone = await failureFrom(
          detailsOf(application).read({ ...named('nothing'), context: application.context }),
        )
        expect(gone).toMatchObject({ code: 'secret-gone' })
      } finally {
        await application.stop()
      }
    })
  })

  it('the events of a secret are reported, the newest first, and those of others are not', async () => {
    await makeSecrets(cluster, namespace, { told: {}, other: {} })
    const { metadata } = await secretOf(cluster, namespace, 'told')
    const event = (name: string, secret: string, day: string) => ({
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name, namespace },
      involvedObject: { apiVersion: 'v1', kind: 'Secret', name: secret, namespace, uid: metadata.uid },
      reason: name === 'older' ? 'Updated' : 'UpdateFailed',
      message: `said of ${secret}`,
      type: name === 'older' ? 'Normal' : 'Warning',
      source: { component: 'external-secrets' },
      firstTimestamp: `2026-11-${day}T00:00:00Z`,
      lastTimestamp: `2026-11-${day}T00:00:00Z`,
      count: 2,
    })
    const items = [event('older', 'told', '01'), event('newer', 'told', '02'), event('else', 'other', '03')]
    await cluster.kubectl(['create', '-f', '-'], {
      input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }),
    })
    const { events, hasMore } = await detailsOf(open.application).events(named('told'))
    expect(hasMore).toBe(false)
    expect(
      events.map(({ reason, isWarning, count, source }) => ({ reason, isWarning, count, source })),
    ).toEqual([
      { reason: 'UpdateFailed', isWarning: true, count: 2, source: 'external-secrets' },
      { reason: 'Updated', isWarning: false, count: 2, source: 'external-secrets' },
    ])
  })

  it('the commands that show the same print no value', async () => {
    await applySecret(cluster, { name: 'shown', namespace }, { Password: `${marker}-word` })
    const commands = commandText(detailsCommands({ namespace, kubernetesName: 'shown' })).split(/\nkubectl /)
    expect(commands.length).toBe(2)
    const [described, metadata] = await Promise.all([
      cluster.kubectl(['describe', 'secret', 'shown', '-n', namespace]),
      cluster.kubectl([
        ...['get', 'secret', 'shown', '-n', namespace],
        ...['-o', 'jsonpath={.metadata.labels}{.metadata.managedFields}'],
      ]),
    ])
    expect(described).toContain('Password:')
    expect(commands[0]).toContain('describe secret shown')
    expect(commands[1]).toContain(`'jsonpath={.metadata.labels}{.metadata.managedFields}'`)
    expect(holdsValue([described, metadata])).toBe(false)
  })
})
