import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { annotationKeys, lastAppliedAnnotation } from '../../shared/runai.ts'
import { onBothClusters, realCluster } from './both-clusters.ts'
import { base64, holdsValue, marker, secretOf, type SecretParts } from './cluster-secrets.ts'
import { config, login, ofProject, openChecks, password, type OpenChecks } from './open-checks.ts'
import { codeOf, openWizard, type OpenWizard } from './open-wizard.ts'

await onBothClusters((cluster) => {
  let open: OpenChecks
  beforeAll(async () => {
    open = await openChecks(cluster)
  })
  afterAll(() => open.application.stop())

  /** All of a secret that a mend could touch. */
  async function contentOf(name: string) {
    const { data, type, metadata } = await secretOf(cluster, open.namespace, name)
    return { data, type, labels: metadata.labels, annotations: metadata.annotations }
  }

  describe('a check', () => {
    it('finds nothing where all is well, and tells how far it is', async () => {
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

    it('finds by the values what can’t serve, and why, by keys alone', async () => {
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

    it('finds who else holds the same value, in whatever namespace and under whatever key', async () => {
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
              env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'seen-in-pod', key: 'Password' } } }],
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

    it('says of each secret why it could not be read, and where it could not look', async () => {
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

  describe('mending', () => {
    const applied = JSON.stringify({ data: { Password: base64(`${marker}-applied`) } })

    it('takes the line break behind a value away, and touches nothing else', async () => {
      await open.make({ broken: password('Broken', `${marker}-broken\r\n`, { annotations: { note: 'x' } }) })
      const before = await contentOf('broken')
      const { results } = await open.check(['broken'])
      expect(results['broken']?.found).toEqual([
        {
          finding: { code: 'line-break', key: 'Password' },
          mend: { kind: 'strip-line-break', key: 'Password' },
        },
      ])
      await open.mend(results['broken'], { kind: 'strip-line-break', key: 'Password' })
      expect(await contentOf('broken')).toEqual({
        ...before,
        data: { ...before.data, Password: base64(`${marker}-broken`) },
      })
      expect((await open.check(['broken'])).results['broken']?.found).toEqual([])
    })

    it('takes the annotation of kubectl apply away, and touches nothing else', async () => {
      await open.make({
        applied: password('Applied', `${marker}-applied`, {
          annotations: { [lastAppliedAnnotation]: applied, note: 'x' },
        }),
      })
      const before = await contentOf('applied')
      const { results } = await open.check(['applied'])
      expect(results['applied']?.found).toEqual([
        { finding: { code: 'values-in-annotation' }, mend: { kind: 'remove-annotation' } },
      ])
      await open.mend(results['applied'], { kind: 'remove-annotation' })
      const { [lastAppliedAnnotation]: _, ...annotations } = before.annotations ?? {}
      expect(await contentOf('applied')).toEqual({ ...before, annotations })
    })

    it.each([
      ['is missing', 'no-label', { 'run.ai/department': '42' }],
      ['says another type than the Secret has', 'wrong-label', ofProject('password')],
    ])('sets the label of the type where it %s', async (_, name, labels) => {
      await open.make({
        [name]: {
          labels: { ...labels, app: 'other' },
          annotations: { [annotationKeys.credential]: name },
          type: login,
          data: { '.dockerconfigjson': config(`${marker}-${name}`) },
        },
      })
      const before = await contentOf(name)
      const { results } = await open.check([name])
      const mend = { kind: 'set-type-label', value: 'docker-registry' } as const
      expect(results[name]?.found).toEqual([
        { finding: { code: 'type-label', label: 'run.ai/resource', wanted: 'docker-registry' }, mend },
      ])
      await open.mend(results[name], mend)
      expect(await contentOf(name)).toEqual({
        ...before,
        labels: { ...before.labels, 'run.ai/resource': 'docker-registry' },
      })
    })

    it('of what someone changed meanwhile, or of what is no finding, changes nothing and says so', async () => {
      await open.make({ raced: password('Raced', `${marker}-raced\n`) })
      const { results } = await open.check(['raced'])
      await cluster.kubectl(['annotate', 'secret', 'raced', '-n', open.namespace, 'theirs=yes'])
      const before = await contentOf('raced')
      const strip = { kind: 'strip-line-break', key: 'Password' } as const
      expect(await codeOf(open.mend(results['raced'], strip))).toBe('credential-changed')
      const again = (await open.check(['raced'])).results['raced']
      expect(await codeOf(open.mend(again, { kind: 'strip-line-break', key: 'User' }))).toBe(
        'credential-changed',
      )
      expect(await codeOf(open.mend(again, { kind: 'remove-annotation' }))).toBe('credential-changed')
      expect(await contentOf('raced')).toEqual(before)
    })

    it('is not offered for what is immutable, nor for what the console keeps', async () => {
      await open.make({
        fixed: password('Fixed', `${marker}-fixed\n`, { immutable: true }),
        console: {
          labels: { 'run.ai/asset': 'password' },
          data: { User: 'u', Password: `${marker}-console\n` },
        },
      })
      const { results } = await open.check(['fixed', 'console'])
      for (const name of ['fixed', 'console'])
        expect(results[name]?.found).toEqual([
          { finding: { code: 'line-break', key: 'Password' }, mend: null },
        ])
      const strip = { kind: 'strip-line-break', key: 'Password' } as const
      expect(await codeOf(open.mend(results['console'], strip))).toBe('credential-of-console')
    })

    it('stands in the record of writes, with keys and sizes and no value', async () => {
      const folder = open.application.activity
      const files = await readdir(folder)
      const text = (await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')))).join('')
      expect(text).toContain('"operation":"mend"')
      expect(text).toContain('"of":"data","key":"Password"')
      expect(holdsValue(text)).toBe(false)
    })
  })
})

describe('on a kube-apiserver', () => {
  const cluster = realCluster()
  let application: OpenWizard | null = null
  afterAll(() => application?.stop())

  it('a value that stands in a ConfigMap is found, as text and as bytes', async () => {
    const open = await openChecks(cluster)
    application = open.application
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
})
