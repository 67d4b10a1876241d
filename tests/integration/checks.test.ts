import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { annotationKeys } from '../../shared/runai.ts'
import { onBothClusters } from './both-clusters.ts'
import { base64, marker, type SecretParts } from './cluster-secrets.ts'
import { config, login, ofProject, openChecks, password, type OpenChecks } from './open-checks.ts'
import { openWizard } from './open-wizard.ts'

await onBothClusters((cluster) => {
  let open: OpenChecks
  beforeAll(async () => {
    open = await openChecks(cluster)
  })
  afterAll(() => open.application.stop())

  describe('a check', () => {
    it('finds nothing if all is well, and reports how far it is', async () => {
      await open.make({
        well: password('Well', `${marker}-well`),
        'well-login': {
          labels: ofProject('docker-registry'),
          annotations: { [annotationKeys.credential]: 'Well login' },
          type: login,
          data: { '.dockerconfigjson': config(`${marker}-login`) },
        },
      })
      const { messages, results } = await open.check(['well', 'well-login'])
      expect(results['well']).toMatchObject({ found: [], failure: null, namespace: open.namespace })
      expect(results['well-login']).toMatchObject({ found: [], failure: null })
      expect(messages[0]).toEqual({ kind: 'progress', done: 0, of: 2 })
      expect(messages).toContainEqual({ kind: 'progress', done: 2, of: 2 })
    })

    it('finds values that can’t work, and why, and names only keys', async () => {
      const named = (name: string, type: string, more: SecretParts): SecretParts => ({
        labels: ofProject(type),
        annotations: { [annotationKeys.credential]: name, ...more.annotations },
        ...(more.type === undefined ? {} : { type: more.type }),
        data: more.data ?? {},
      })
      const secrets: Record<string, SecretParts> = {
        'bad-empty': named('Empty', 'access-key', { data: { AccessKeyId: '', SecretKey: marker } }),
        'bad-bytes': named('Bytes', 'password', {
          data: { User: 'u', Password: Uint8Array.of(0xff, 0xfe, 0x00) },
        }),
        'bad-json': named('Json', 'docker-registry', {
          type: login,
          data: { '.dockerconfigjson': '{"auths":{"registry.example.org":{"auth":"%%%"}}}' },
        }),
        'bad-ssh': named('Ssh', 'generic', {
          annotations: { [annotationKeys.format]: 'ssh' },
          data: { ssh: `-----BEGIN OPENSSH PRIVATE KEY-----\n${marker}\n` },
        }),
      }
      await open.make(secrets)
      const { results } = await open.check(Object.keys(secrets))
      const told = (name: string) => open.findingsOf(results[name])
      expect(told('bad-empty')).toEqual([
        { code: 'unfit', incompatibility: { code: 'key-empty', key: 'AccessKeyId' } },
      ])
      expect(told('bad-bytes')).toEqual([
        { code: 'unfit', incompatibility: { code: 'key-not-text', key: 'Password' } },
      ])
      expect(told('bad-json')).toMatchObject([
        { code: 'unfit', incompatibility: { code: 'registry-refused', what: 'auth-not-base64' } },
      ])
      expect(told('bad-ssh')).toEqual([{ code: 'ssh-key', key: 'ssh', what: 'cut' }])
    })

    it('finds who else holds the same value, in any namespace and under any key', async () => {
      const value = `${marker}-same`
      await open.make({
        'same-a': password('Same A', `${value}\n`),
        alone: password('Alone', `${marker}-alone`),
      })
      await open.make(
        {
          'same-b': {
            labels: ofProject('access-key'),
            annotations: { [annotationKeys.credential]: 'Same B' },
            data: { AccessKeyId: 'id', SecretKey: value },
          },
        },
        open.other,
      )
      const { results } = await open.check(['same-a', 'same-b', 'alone'])
      expect(open.findingsOf(results['same-b'])).toEqual([
        {
          code: 'same-value',
          key: 'SecretKey',
          others: { count: 1, some: [`${open.namespace}/same-a, Password`] },
        },
      ])
      expect(open.findingsOf(results['same-a'])).toContainEqual({
        code: 'same-value',
        key: 'Password',
        others: { count: 1, some: [`${open.other}/same-b, SecretKey`] },
      })
      expect(results['alone']?.found).toEqual([])
    })

    it('finds values in plain sight in the env and args of pods', async () => {
      await open.make({ 'seen-in-pod': password('Seen in pod', `${marker}-pod`) })
      const container = (name: string, more: object) => ({ name, image: 'example.org/i', ...more })
      const pod = {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'shows-it', namespace: open.namespace },
        spec: {
          initContainers: [container('first', { args: [`--password=${marker}-pod`] })],
          containers: [
            container('main', { env: [{ name: 'A', value: `user:${marker}-pod@host` }] }),
            container('quiet', {
              env: [
                { name: 'A', valueFrom: { secretKeyRef: { name: 'seen-in-pod', key: 'Password' } } },
                // It only says where a secret is.
                { name: 'SECRET_KEY_PATH', value: '/etc/seen-in-pod/Password' },
              ],
            }),
          ],
        },
      }
      await cluster.kubectl(['create', '-f', '-'], { input: JSON.stringify(pod) })
      const { results } = await open.check(['seen-in-pod'])
      expect(open.findingsOf(results['seen-in-pod'])).toEqual([
        {
          code: 'value-in-pod',
          key: 'Password',
          places: { count: 2, some: ['shows-it, first', 'shows-it, main'] },
        },
      ])
    })

    it('finds a value that is in a ConfigMap, as text and as bytes', async () => {
      await open.make({ mapped: password('Mapped', `${marker}-mapped`) })
      const map = {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'shows-it', namespace: open.namespace },
        data: { 'settings.ini': `[git]\npassword = ${marker}-mapped\n`, quiet: 'nothing' },
        binaryData: { 'settings.bin': base64(`\u0001${marker}-mapped`) },
      }
      await cluster.kubectl(['create', '-f', '-'], { input: JSON.stringify(map) })
      const { results } = await open.check(['mapped'])
      expect(open.findingsOf(results['mapped'])).toEqual([
        {
          code: 'value-in-config-map',
          key: 'Password',
          places: { count: 2, some: ['shows-it, settings.bin', 'shows-it, settings.ini'] },
        },
      ])
    })

    it('says why each secret couldn’t be read, and where it couldn’t look', async () => {
      await open.make({ refused: password('Refused', `${marker}-refused`) })
      const lists = { resources: ['secrets', 'namespaces'], verbs: ['list', 'watch'] }
      const reads = { resources: ['secrets'], verbs: ['get'] }
      const some = await cluster.user('checks-some', { clusterRules: [lists] })
      const refusedApplication = await openWizard(cluster, { kubeconfig: some.kubeconfig })
      const more = await cluster.user('checks-more', { clusterRules: [lists, reads] })
      const moreApplication = await openWizard(cluster, { kubeconfig: more.kubeconfig })
      try {
        const refused = await open.check(['refused'], refusedApplication)
        expect(refused.results['refused']).toMatchObject({ found: [], failure: { code: 'forbidden' } })
        const { messages, results } = await open.check(['refused'], moreApplication)
        expect(results['refused']).toMatchObject({ found: [], failure: null })
        const unchecked = messages.findLast(({ kind }) => kind === 'unchecked')
        expect(unchecked).toMatchObject({
          places: [
            {
              what: 'pods',
              namespaces: { count: 1, some: [open.namespace] },
              failure: { code: 'forbidden' },
            },
            { what: 'configmaps', failure: { code: 'forbidden' } },
          ],
        })
      } finally {
        await refusedApplication.stop()
        await moreApplication.stop()
      }
    })

    it('reads many of one namespace by a list, and each of them once', async () => {
      const names = Array.from({ length: 40 }, (_, at) => `many-${at}`)
      await open.make(
        Object.fromEntries(names.map((name, at) => [name, password(name, `${marker}-many-${at}\n`)])),
        open.other,
      )
      const { results } = await open.check(names)
      expect(names.filter((name) => results[name]?.found.length !== 1)).toEqual([])
    })
  })
})
