import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Incompatibility } from '../../shared/credential.ts'
import type { CredentialType } from '../../shared/credential-types/credential-types.ts'
import {
  base64,
  holdsValue,
  makeSecrets,
  marker,
  registered,
  secretOf,
  secretsOf,
  type ClusterSecret,
  type SecretParts,
} from './cluster-secrets.ts'
import { failureFrom } from './kube-connect.ts'
import { login, type OpenProject, openProject, registryUrl as url } from './open-project.ts'
import { onBothClusters } from './both-clusters.ts'

await onBothClusters((cluster) => {
  let namespace = ''
  let open: OpenProject

  beforeAll(async () => {
    open = await openProject(cluster, 'fitness')
    namespace = open.namespace
  })
  afterAll(() => open.stop())

  const unused: SecretParts = { labels: registered('password'), data: login }
  const registry = (config: string): SecretParts => ({
    labels: registered('docker-registry'),
    type: 'kubernetes.io/dockerconfigjson',
    data: { '.dockerconfigjson': config },
  })
  const entry = { username: `${marker}-user`, password: `${marker}-word` }
  const applied = JSON.stringify({ data: { Password: base64(login.Password) } })

  describe('an existing secret that can’t serve', () => {
    const notText = Uint8Array.of(0xff, ...Buffer.from(marker))
    // The API server itself rejects a dockerconfigjson that isn't a JSON object, and one without its key.
    const cases: Record<
      string,
      { type: CredentialType; parts: SecretParts; incompatibilities: Incompatibility[] }
    > = {
      'no-user': {
        type: 'password',
        parts: { labels: registered('password'), data: { Password: marker } },
        incompatibilities: [{ code: 'key-missing', accepted: ['User', 'UserName'] }],
      },
      nothing: {
        type: 'access-key',
        parts: { labels: registered('access-key') },
        incompatibilities: [
          { code: 'key-missing', accepted: ['AccessKeyId'] },
          { code: 'key-missing', accepted: ['SecretKey'] },
        ],
      },
      'empty-password': {
        type: 'password',
        parts: { labels: registered('password'), data: { User: marker, Password: '' } },
        incompatibilities: [{ code: 'key-empty', key: 'Password' }],
      },
      'no-text': {
        type: 'access-key',
        parts: { labels: registered('access-key'), data: { accesskeyid: marker, secretKEY: notText } },
        incompatibilities: [{ code: 'key-not-text', key: 'secretKEY' }],
      },
      'two-users': {
        type: 'password',
        parts: { labels: registered('password'), data: { user: marker, USERNAME: marker, Password: marker } },
        incompatibilities: [{ code: 'key-ambiguous', keys: ['USERNAME', 'user'] }],
      },
      'other-type': {
        type: 'access-key',
        parts: registry(JSON.stringify({ auths: { [url]: entry } })),
        incompatibilities: [{ code: 'secret-type', secretType: 'kubernetes.io/dockerconfigjson' }],
      },
      'no-object': {
        type: 'docker-registry',
        parts: registry('null'),
        incompatibilities: [{ code: 'registry-without-auths', key: '.dockerconfigjson' }],
      },
      'no-auths': {
        type: 'docker-registry',
        parts: registry(JSON.stringify({ [url]: entry })),
        incompatibilities: [{ code: 'registry-without-auths', key: '.dockerconfigjson' }],
      },
      'no-url': {
        type: 'docker-registry',
        parts: registry(JSON.stringify({ auths: { 'other.example.org': entry } })),
        incompatibilities: [{ code: 'registry-without-url', url, hosts: ['other.example.org'], count: 1 }],
      },
      'no-login': {
        type: 'docker-registry',
        parts: registry(JSON.stringify({ auths: { [url]: { username: marker } } })),
        incompatibilities: [{ code: 'registry-login-empty', url, missing: 'password', instead: 'nothing' }],
      },
      'broken-elsewhere': {
        type: 'docker-registry',
        parts: registry(JSON.stringify({ auths: { [url]: entry, 'old.example.org': { auth: marker } } })),
        incompatibilities: [
          { code: 'registry-refused', what: 'auth-not-base64', field: 'auth', host: 'old.example.org' },
        ],
      },
      'older-without-url': {
        type: 'docker-registry',
        parts: {
          labels: registered('docker-registry'),
          type: 'kubernetes.io/dockercfg',
          data: { '.dockercfg': JSON.stringify({ 'other.example.org': entry }) },
        },
        incompatibilities: [{ code: 'registry-without-url', url, hosts: ['other.example.org'], count: 1 }],
      },
      // Alone, `run.ai/cluster-wide` registers nothing. Together with `run.ai/resource` it would win.
      'other-scope-too': {
        type: 'password',
        parts: { labels: { 'run.ai/credentials': 'true', 'run.ai/cluster-wide': 'true' }, data: login },
        incompatibilities: [{ code: 'labels-contradict', labels: ['run.ai/cluster-wide'] }],
      },
    }

    it('is reported with the reason, and a claim of it is refused and writes nothing', async () => {
      const made = await makeSecrets(
        cluster,
        namespace,
        Object.fromEntries(Object.entries(cases).map(([name, { parts }]) => [name, parts])),
      )
      for (const [name, { type, incompatibilities }] of Object.entries(cases)) {
        const secret = made.get(name) as ClusterSecret
        const registryUrl = type === 'docker-registry' ? url : ''
        const asked = { context: open.application.context, place: open.place, name, type, registryUrl }
        const fitness = await open.application.wizard.check(asked)
        const { resourceVersion } = secret.metadata
        expect(fitness, name).toEqual({
          resourceVersion,
          incompatibilities,
          expiries: [],
          remarks: [],
          leftAnnotations: [],
        })
        expect(holdsValue(fitness)).toBe(false)
        for (const dryRun of [true, false]) {
          const claim = open.claimOf(secret, type, { dryRun })
          const failure = await failureFrom(open.application.wizard.claim(claim))
          expect(failure).toEqual({ code: 'secret-unfit', namespace, name, incompatibilities })
        }
      }
      const after = await secretsOf(cluster, namespace)
      for (const name of Object.keys(cases)) expect(after.get(name)).toEqual(made.get(name))
    })
  })

  describe('an existing secret that can serve', () => {
    const cases: Record<string, { type: CredentialType; parts: SecretParts; remarks: unknown[] }> = {
      'older-form': {
        type: 'docker-registry',
        parts: {
          labels: registered('docker-registry'),
          type: 'kubernetes.io/dockercfg',
          data: { '.dockercfg': JSON.stringify({ [`https://${url}/`]: entry }) },
        },
        remarks: [],
      },
      'held-fast': {
        type: 'password',
        parts: { ...unused, immutable: true },
        remarks: [{ code: 'immutable' }],
      },
      'once-applied': {
        type: 'password',
        parts: { ...unused, annotations: { 'kubectl.kubernetes.io/last-applied-configuration': applied } },
        remarks: [{ code: 'values-in-annotation' }],
      },
      'line-break': {
        type: 'access-key',
        parts: { labels: registered('password'), data: { ACCESSKEYID: marker, SecretKey: `${marker}\n` } },
        remarks: [{ code: 'key-ends-with-newline', key: 'SecretKey' }],
      },
      'basic-auth': {
        type: 'password',
        parts: {
          labels: { 'run.ai/credentials': 'true' },
          type: 'kubernetes.io/basic-auth',
          data: { username: marker, password: marker },
        },
        remarks: [],
      },
    }

    it('becomes a credential, with its values and all else as they were', async () => {
      const foreign = { labels: { app: 'other' }, annotations: { 'example.com/note': 'stays' } }
      const parts = Object.entries(cases).map(([name, { parts }]) => [
        name,
        {
          ...parts,
          labels: { ...parts.labels, ...foreign.labels },
          annotations: { ...parts.annotations, ...foreign.annotations },
        },
      ])
      const made = await makeSecrets(
        cluster,
        namespace,
        Object.fromEntries(parts) as Record<string, SecretParts>,
      )
      for (const [name, { type, remarks }] of Object.entries(cases)) {
        const secret = made.get(name) as ClusterSecret
        const registryUrl = type === 'docker-registry' ? url : ''
        const asked = { context: open.application.context, place: open.place, name, type, registryUrl }
        expect(await open.application.wizard.check(asked), name).toMatchObject({
          incompatibilities: [],
          remarks,
        })
        const dry = await open.application.wizard.claim(open.claimOf(secret, type, { dryRun: true }))
        expect(await secretOf(cluster, namespace, name)).toEqual(secret)
        const credential = await open.application.wizard.claim(
          open.claimOf(secret, type, { description: 'Of\ntwo lines' }),
        )
        expect(credential).toMatchObject({
          name: `Credential of ${name}`,
          type,
          scope: open.place.scope,
          origin: 'existing',
          description: 'Of\ntwo lines',
          registryUrl,
          uid: dry.uid,
        })
        expect(holdsValue(credential)).toBe(false)
        const after = await secretOf(cluster, namespace, name)
        expect({ type: after.type, data: after.data }).toEqual({ type: secret.type, data: secret.data })
        expect(after.metadata.labels).toEqual({ ...foreign.labels, ...registered(type) })
        expect(after.metadata.annotations).toEqual({
          ...secret.metadata.annotations,
          'credenza.app/credential': `Credential of ${name}`,
          'credenza.app/description': 'Of\ntwo lines',
          ...(registryUrl === '' ? {} : { 'credenza.app/registry-url': registryUrl }),
          'credenza.app/origin': 'existing',
          'credenza.app/created-by': expect.stringMatching(/./) as string,
          'credenza.app/created-at': expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{9}Z$/) as string,
        })
      }
    })

    it('is described only by this claim, even if an earlier one left something', async () => {
      const left = {
        'credenza.app/description': 'Of another time',
        'credenza.app/registry-url': 'other.example.org',
        'credenza.app/rotated-at': '2020-01-01T00:00:00Z',
      }
      const secret = await open.makeSecret('once-released', { ...unused, annotations: left })
      const credential = await open.application.wizard.claim(open.claimOf(secret, 'password'))
      expect(credential).toMatchObject({ description: '', registryUrl: '', rotatedAt: null })
      const { annotations = {} } = (await secretOf(cluster, namespace, 'once-released')).metadata
      expect(Object.keys(annotations).sort()).toEqual(
        ['created-at', 'created-by', 'credential', 'origin'].map((key) => `credenza.app/${key}`),
      )
    })
  })

  it('no value is in what was reported or logged', () => {
    const { logged, messages } = open.application
    expect(logged.length).toBeGreaterThan(0)
    expect(holdsValue([logged, messages])).toBe(false)
  })
})
